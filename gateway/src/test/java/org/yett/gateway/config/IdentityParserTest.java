package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
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
        "C=CH, O=x",
        "*.example.org",
        "*@example.org",
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
}
