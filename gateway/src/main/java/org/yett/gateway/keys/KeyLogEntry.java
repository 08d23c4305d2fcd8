package org.yett.gateway.keys;

import java.net.InetAddress;
import java.time.Instant;
import java.util.OptionalInt;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;

/** A line of a key log. */
public sealed interface KeyLogEntry {
  /** When it was written. */
  Instant time();

  /**
   * A cipher and what authenticates beside it.
   *
   * @param encryption the ENCR transform
   * @param keyBits its Key Length attribute, if it has one
   * @param integrity the INTEG transform; NONE beside a combined mode
   */
  record Protection(
      EncryptionAlgorithm encryption, OptionalInt keyBits, IntegrityAlgorithm integrity) {}

  /**
   * For which algorithms the keys of an IKE SA are.
   *
   * @param spis the IKE SA
   * @param prf its pseudorandom function
   * @param protection what protects its messages
   */
  record IkeAlgorithms(Instant time, IkeSpis spis, PseudorandomFunction prf, Protection protection)
      implements KeyLogEntry {}

  /**
   * A step of the key schedule or of authentication.
   *
   * @param ikeSa number of the IKE SA in its process
   * @param side our side of it
   * @param step the step
   */
  record Step(Instant time, long ikeSa, Side side, KeyStep step) implements KeyLogEntry {}

  /**
   * One direction of a Child SA.
   *
   * @param spi its SPI
   * @param source where packets come from, when the SA was made
   * @param destination where they go
   * @param udp whether they travel in UDP
   * @param extended whether sequence numbers have 64 bits
   * @param protection cipher and integrity algorithm
   * @param encryption key, and salt if any
   * @param integrityKey key of the integrity algorithm; empty beside a combined mode
   */
  record EspSa(
      Instant time,
      int spi,
      InetAddress source,
      InetAddress destination,
      boolean udp,
      boolean extended,
      Protection protection,
      Secret encryption,
      Secret integrityKey)
      implements KeyLogEntry {}
}
