package org.yett.ike.exchange;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * The data of REDIRECT (RFC 5685 9.2).
 *
 * @param to the other gateway
 * @param nonce the initiator's nonce, in IKE_SA_INIT; else empty
 */
@Clause("rfc5685:9.2")
record RedirectNotification(GatewayIdentity to, Octets nonce) {

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int FQDN = 3;

  NotifyPayload toWire() {
    // = rfc5685:9.2/1, rfc5685:9.2/2
    return NotifyPayload.of(NotifyType.REDIRECT, Octets.concat(gateway(to), nonce));
  }

  /** REDIRECTED_FROM for the gateway at this address. */
  static NotifyPayload from(InetAddress gateway) {
    // = rfc5685:9.3/1, rfc5685:9.3/2
    return NotifyPayload.of(
        NotifyType.REDIRECTED_FROM, gateway(new GatewayIdentity.Address(gateway)));
  }

  // = rfc5685:9.2/3
  private static Octets gateway(GatewayIdentity gateway) {
    int type =
        switch (gateway) {
          case GatewayIdentity.Address(Inet4Address address) -> IPV4;
          case GatewayIdentity.Address(InetAddress address) -> IPV6;
          case GatewayIdentity.Name(String fqdn) -> FQDN;
        };
    byte[] identity =
        switch (gateway) {
          case GatewayIdentity.Address(InetAddress address) -> address.getAddress();
          case GatewayIdentity.Name(String fqdn) -> fqdn.getBytes(StandardCharsets.US_ASCII);
        };
    return Octets.concat(
        Octets.wrap(new byte[] {(byte) type, (byte) identity.length}), Octets.wrap(identity));
  }

  /** Reads the data; empty if it names no gateway. */
  static Optional<RedirectNotification> read(Octets data) {
    if (data.size() < 2 || data.size() < 2 + data.u8(1)) {
      return Optional.empty();
    }
    Octets identity = data.slice(2, data.u8(1));
    Octets nonce = data.from(2 + data.u8(1));
    return switch (data.u8(0)) {
      case IPV4 -> address(identity, 4).map(a -> new RedirectNotification(a, nonce));
      case IPV6 -> address(identity, 16).map(a -> new RedirectNotification(a, nonce));
      case FQDN -> name(identity).map(n -> new RedirectNotification(n, nonce));
      default -> Optional.empty();
    };
  }

  private static Optional<GatewayIdentity> address(Octets octets, int size) {
    try {
      return octets.size() == size
          ? Optional.of(new GatewayIdentity.Address(InetAddress.getByAddress(octets.toArray())))
          : Optional.empty();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the length has been checked", e);
    }
  }

  private static Optional<GatewayIdentity> name(Octets octets) {
    try {
      return Optional.of(
          new GatewayIdentity.Name(new String(octets.toArray(), StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
