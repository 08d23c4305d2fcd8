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
 * secret, what the cookie was given for, then a MAC over nonce, address, SPI and that. Cookies of
 * the secret before the present one are good, too.
 */
@Clause("rfc7296:2.6")
final class CookieJar {

  private static final int SECRET_LENGTH = 32;
  private static final Prf MAC = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();
  private static final int TERMS_LENGTH = 9;

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

  /**
   * What a cookie was given for: its holder has to tell us, since we keep nothing.
   *
   * @param puzzle the puzzle that went with it, if one did
   * @param puzzlesBefore how many puzzles in a row the initiator had solved before
   * @param issued when, to the second
   */
  // = rfc8019:7.1.1.3/1
  record Terms(Optional<PuzzleNotification> puzzle, int puzzlesBefore, Instant issued) {

    Terms {
      puzzlesBefore = Math.min(puzzlesBefore, 0xff);
      issued = Instant.ofEpochSecond(issued.getEpochSecond());
    }

    private byte[] octets() {
      // Seconds since 1970 fit four octets until 2106; a cookie lives for minutes.
      return ByteBuffer.allocate(TERMS_LENGTH)
          .put((byte) (puzzle.isPresent() ? 1 : 0))
          .putShort((short) puzzle.map(p -> p.prf().value()).orElse(0).intValue())
          .put((byte) puzzle.map(PuzzleNotification::difficulty).orElse(0).intValue())
          .put((byte) puzzlesBefore)
          .putInt((int) issued.getEpochSecond())
          .array();
    }

    private static Terms read(Octets octets) {
      Optional<PuzzleNotification> puzzle =
          octets.u8(0) == 0
              ? Optional.empty()
              : Optional.of(
                  new PuzzleNotification(PseudorandomFunction.of(octets.u16(1)), octets.u8(3)));
      return new Terms(puzzle, octets.u8(4), Instant.ofEpochSecond(octets.u32(5)));
    }
  }

  /** The cookie for this initiator, now. */
  Octets bake(Terms terms, TransportAddress from, IkeSpi initiator, Octets nonce, Instant now) {
    rotate(now);
    return cookie(version, current.orElseThrow(), terms.octets(), from, initiator, nonce);
  }

  /** What the cookie was given for, if it is one that this initiator got, not too long ago. */
  @Clause("rfc7296:2.6/5")
  Optional<Terms> read(
      Octets cookie, TransportAddress from, IkeSpi initiator, Octets nonce, Instant now) {
    rotate(now);
    if (cookie.size() != Integer.BYTES + TERMS_LENGTH + MAC.outputLength()) {
      return Optional.empty();
    }
    int claimed = (int) cookie.u32(0);
    Optional<Secret> secret = Optional.empty();
    if (claimed == version) {
      secret = current;
    } else if (claimed == version - 1) {
      // = rfc7296:2.6/5
      secret = previous;
    }
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    Octets terms = cookie.slice(Integer.BYTES, TERMS_LENGTH);
    // = rfc8019:7.1.1.3/2
    Octets expected = cookie(claimed, secret.get(), terms.toArray(), from, initiator, nonce);
    try (Secret right = Secret.adopt(expected.toArray())) {
      return right.matches(cookie.toArray()) ? Optional.of(Terms.read(terms)) : Optional.empty();
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
    if (!fresh) {
      current.ifPresent(Secret::close);
    }
    previous = fresh ? current : Optional.empty();
    version += fresh ? 1 : 2;
    since = now;
    current =
        Optional.of(Secret.adopt(randomness.draw(Purpose.COOKIE_SECRET, version, SECRET_LENGTH)));
  }

  private static Octets cookie(
      int version,
      Secret secret,
      byte[] terms,
      TransportAddress from,
      IkeSpi initiator,
      Octets nonce) {
    // The nonce is of any length, what follows it is not: no two inputs read the same.
    byte[] mac =
        MAC.keyed(secret)
            .update(nonce.toArray())
            .update(from.ip().getAddress())
            .update(initiator.octets().toArray())
            .update(terms)
            .octets();
    // = rfc7296:2.6/3
    return Octets.wrap(
        ByteBuffer.allocate(Integer.BYTES + terms.length + mac.length)
            .putInt(version)
            .put(terms)
            .put(mac)
            .array());
  }
}
