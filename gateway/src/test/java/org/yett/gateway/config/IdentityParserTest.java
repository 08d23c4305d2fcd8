package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.spec.iana.IdType;

class IdentityParserTest {

  private static void assertIdentity(Identity expected, String text) throws Exception {
    assertEquals(expected, IdentityParser.identity(text));
  }

  @Test
  @Tag("rfc7296:3.5/4")
  @Tag("rfc7296:3.5/6")
  void theKindOfAnIdentityFollowsFromItsForm() throws Exception {
    assertIdentity(Identity.fqdn("vpn.example.org"), "vpn.example.org");
    assertIdentity(Identity.fqdn("vpn.example.org"), "@vpn.example.org");
    assertIdentity(Identity.mail("a@example.org"), "a@example.org");
    assertIdentity(Identity.mail("a@example.org"), "@@a@example.org");
    assertIdentity(Identity.ofAddress(InetAddress.ofLiteral("192.0.2.1")), "192.0.2.1");
    assertIdentity(Identity.ofAddress(InetAddress.ofLiteral("2001:db8::1")), "2001:db8::1");
    assertIdentity(Identity.keyId(new byte[] {10, 11}), "@#0a0b");
    assertIdentity(Identity.keyId("a:b".getBytes(StandardCharsets.UTF_8)), "a:b");
    assertIdentity(Identity.fqdn("10.1.2"), "10.1.2");
  }

  @Test
  void aPrefixSetsTheKind() throws Exception {
    assertIdentity(Identity.fqdn("a@b"), "fqdn:a@b");
    assertIdentity(Identity.mail("plain"), "email:plain");
    assertIdentity(Identity.keyId("gw 1".getBytes(StandardCharsets.UTF_8)), "keyid:gw 1");
    assertIdentity(Identity.keyId(new byte[] {1, 2}), "keyid:#01:02");
    assertIdentity(Identity.ofAddress(InetAddress.ofLiteral("10.0.0.1")), "ipv4:#0a000001");
    assertIdentity(Identity.of(IdType.of(200), new byte[] {'x'}), "{200}:x");
    assertIdentity(Identity.of(IdType.of(16), new byte[] {1}), "{0x10}:#01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%any", "*", "", "0.0.0.0", "::"})
  void anyIsEveryIdentity(String text) throws Exception {
    assertEquals(new IdentityMatch.Any(), IdentityParser.match(text));
    assertThrows(IdentityParser.BadIdentityException.class, () -> IdentityParser.identity(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C=CH, O",
        "moon.*",
        "a*@example.org",
        "fqdn:*@example.org",
        "fqdn:^a$",
        "asn1dn:x",
        "ipv4:10.0.0.1",
        "ipv4:#0a00",
        "ipv6:#0a000001",
        "10.0.0.0/8",
        "@#0",
        "keyid:",
        "keyid:#",
        "{0}:x",
        "{256}:x"
      })
  void whatCannotBeUsedIsRefused(String text) {
    assertThrows(IdentityParser.BadIdentityException.class, () -> IdentityParser.match(text));
  }

  private static boolean matches(String pattern, Identity identity) throws Exception {
    return IdentityParser.match(pattern).matches(identity);
  }

  @Test
  void aStarStandsForTheBeginningOfAName() throws Exception {
    assertTrue(matches("*.example.org", Identity.fqdn("Moon.example.org")));
    assertTrue(matches("*.example.org", Identity.fqdn("a.moon.example.org")));
    assertFalse(matches("*.example.org", Identity.fqdn("example.org")));
    assertFalse(matches("*.example.org", Identity.fqdn("moonexample.org")));
    assertFalse(matches("*.example.org", Identity.mail("a@moon.example.org")));
    assertTrue(matches("*@example.org", Identity.mail("a@example.org")));
    assertFalse(matches("*@example.org", Identity.mail("a@sub.example.org")));
  }

  @Test
  void aDistinguishedNameIsTheSameInAnyEncoding() throws Exception {
    // OU as PrintableString and as UTF8String.
    byte[] printable = HexFormat.of().parseHex("300c310a3008060355040b13014f");
    Identity one = IdentityParser.identity("OU=O");
    byte[] utf8 = one.data();
    utf8[utf8.length - 3] = 0x0c;
    assertEquals(HexFormat.of().formatHex(printable), HexFormat.of().formatHex(one.data()));
    Identity other = Identity.of(IdType.DER_ASN1_DN, utf8);
    assertNotEquals(one, other);
    assertTrue(matches("OU=o", other));
    assertTrue(matches("OU=*", other));
    assertEquals(Optional.of(one), IdentityParser.match("OU=O").exact());
    assertEquals(Optional.empty(), IdentityParser.match("OU=*").exact());
    assertFalse(matches("OU=*", Identity.of(IdType.DER_ASN1_DN, new byte[] {1, 2, 3})));
  }
}
