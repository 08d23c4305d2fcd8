package org.yett.ike.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.spec.iana.IdType;

/** Identities as they stand in ID payloads (RFC 7296 3.5). */
class IdentityTest {

  @Test
  @Tag("rfc7296:3.5/2")
  @Tag("rfc7296:3.5/3")
  void namesAndMailAddressesAreTheirCharactersWithoutATerminator() {
    assertArrayEquals(
        "vpn.example.org".getBytes(StandardCharsets.US_ASCII),
        Identity.fqdn("vpn.example.org").data());
    assertArrayEquals(
        "a@example.org".getBytes(StandardCharsets.US_ASCII), Identity.mail("a@example.org").data());
    assertEquals(IdType.FQDN, Identity.fqdn("a").type());
    assertEquals(IdType.RFC822_ADDR, Identity.mail("a@b").type());
  }

  @Test
  void addressesAreTheirOctets() {
    Identity four = Identity.ofAddress(InetAddress.ofLiteral("192.0.2.1"));
    assertEquals(IdType.IPV4_ADDR, four.type());
    assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1}, four.data());
    Identity six = Identity.ofAddress(InetAddress.ofLiteral("2001:db8::1"));
    assertEquals(IdType.IPV6_ADDR, six.type());
    assertEquals(16, six.data().length);
  }
}
