package org.yett.ike.exchange;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * Makes and recognises COOKIE data without keeping anything per initiator: the number of the
 * secret, then a MAC over nonce, address and SPI. Cookies of the secret before the present one are
 * good, too.
 */
@Clause("rfc7296:2.6")
final class CookieJar {

  private static final int SECRET_LENGTH = 32;
  private static final Prf MAC = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();

  private final Randomness randomness;
  private final Duration lifetime;
  private int version = -1;
  private Instant since = Instant.MIN;
  private Optional<Secret> current = Optional.empty();
  private Optional<Secret> previous = Optional.empty();

  CookieJar(Randomness randomness, Duration lifetime) {
    this.randomness = randomness;
    this.lifetime = lifetime;
  }

  /** The cookie for this initiator, now. */
  Octets bake(TransportAddress from, IkeSpi initiator, Octets nonce, Instant now) {
    rotate(now);
    return cookie(version, current.orElseThrow(), from, initiator, nonce);
  }

  /** Whether the cookie is one that this initiator got, not too long ago. */
  @Clause("rfc7296:2.6/5")
  boolean recognises(
      Octets cookie, TransportAddress from, IkeSpi initiator, Octets nonce, Instant now) {
    rotate(now);
    if (cookie.size() != Integer.BYTES + MAC.outputLength()) {
      return false;
    }
    int claimed = (int) cookie.u32(0);
    Optional<Secret> secret = Optional.empty();
    if (claimed == version) {
      secret = current;
    } else if (claimed == version - 1) {
      secret = previous;
    }
    if (secret.isEmpty()) {
      return false;
    }
    byte[] expected = cookie(claimed, secret.get(), from, initiator, nonce).toArray();
    try (Secret right = Secret.adopt(expected)) {
      return right.matches(cookie.toArray());
    }
  }

  @Clause("rfc7296:2.6/x4")
  @Clause("rfc7296:2.6/x5")
  private void rotate(Instant now) {
    if (current.isPresent() && now.isBefore(since.plus(lifetime))) {
      return;
    }
    // After a long pause even the newest cookie is too old.
    boolean fresh = current.isPresent() && now.isBefore(since.plus(lifetime.multipliedBy(2)));
    previous.ifPresent(Secret::close);
    previous = fresh ? current : Optional.empty();
    version += fresh ? 1 : 2;
    since = now;
    current =
        Optional.of(Secret.adopt(randomness.draw(Purpose.COOKIE_SECRET, version, SECRET_LENGTH)));
  }

  private static Octets cookie(
      int version, Secret secret, TransportAddress from, IkeSpi initiator, Octets nonce) {
    byte[] mac =
        MAC.keyed(secret)
            .update(nonce.toArray())
            .update(from.ip().getAddress())
            .update(initiator.octets().toArray())
            .octets();
    // = rfc7296:2.6/3
    return Octets.wrap(
        ByteBuffer.allocate(Integer.BYTES + mac.length).putInt(version).put(mac).array());
  }
}
