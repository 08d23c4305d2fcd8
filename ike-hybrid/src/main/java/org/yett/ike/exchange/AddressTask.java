package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/** What a request of ours about addresses is for (RFC 4555). */
sealed interface AddressTask {

  /** COOKIE2 in the request, if the response has to show that the peer receives there. */
  Optional<Octets> cookie();

  /**
   * The peer shall use the addresses from which and to which the request goes (RFC 4555 3.5).
   *
   * @param move the change that it makes known; a later one makes its response void
   */
  record Update(long move, Optional<Octets> cookie) implements AddressTask {}

  /** The peer is told all our addresses (RFC 4555 3.6). */
  record Announce() implements AddressTask {
    @Override
    public Optional<Octets> cookie() {
      return Optional.empty();
    }
  }

  /**
   * The peer shall show that it receives there (RFC 4555 3.7).
   *
   * @param remote the address in question
   * @param secret what the response has to bring back
   */
  record Check(InetAddress remote, Octets secret) implements AddressTask {
    @Override
    public Optional<Octets> cookie() {
      return Optional.of(secret);
    }
  }
}
