package org.yett.gateway.decrypt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yett.esp.packet.EspTrailer;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.JcaTransforms;
import org.yett.esp.transform.Opener;
import org.yett.gateway.keys.KeyLogEntry;
import org.yett.gateway.keys.KeyRing;

/** Opens ESP packets with the keys of a key log. Not thread-safe. */
final class EspReader {
  private static final int HEADER = 8;
  private static final int IPV4 = 4;
  private static final int IPV6 = 41;

  /** An SA and how far its sequence numbers have come. */
  private static final class Receiver {
    private final Opener opener;
    private final EspSuite suite;
    private final boolean extended;
    private long highest;

    private Receiver(Opener opener, EspSuite suite, boolean extended) {
      this.opener = opener;
      this.suite = suite;
      this.extended = extended;
    }

    /** The number whose lower half this is and that is nearest to what was last seen. */
    private long infer(long lower) {
      if (!extended) {
        return lower;
      }
      long sameHalf = (highest & 0xffff_ffff_0000_0000L) | lower;
      boolean wrapped = sameHalf < highest && highest - sameHalf > 1L << 31;
      return wrapped ? sameHalf + (1L << 32) : sameHalf;
    }
  }

  /**
   * What was in an ESP packet.
   *
   * @param spi its SPI
   * @param sequence its sequence number
   * @param nextHeader protocol number of the payload
   * @param payload the payload, without padding: in tunnel mode an IP packet
   */
  record Inner(int spi, long sequence, int nextHeader, byte[] payload) {
    /** Whether it is an IP packet: tunnel mode. */
    boolean isTunnelled() {
      return nextHeader == IPV4 || nextHeader == IPV6;
    }
  }

  private final KeyRing keys;
  private final Map<KeyLogEntry.EspSa, Optional<Receiver>> receivers = new HashMap<>();

  EspReader(KeyRing keys) {
    this.keys = keys;
  }

  /** Whether the keys of an SA with this SPI are at hand. */
  boolean knows(int spi) {
    return !keys.espSas(spi).isEmpty();
  }

  /**
   * Opens a packet.
   *
   * @param esp from the SPI on
   * @return empty if no key opens it
   */
  Optional<Inner> open(byte[] esp) {
    if (esp.length < HEADER) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(esp);
    int spi = header.getInt(0);
    long lower = Integer.toUnsignedLong(header.getInt(4));
    for (KeyLogEntry.EspSa sa : keys.espSas(spi)) {
      Optional<Receiver> receiver = receivers.computeIfAbsent(sa, EspReader::receiver);
      if (receiver.isPresent()) {
        Optional<Inner> inner = open(receiver.get(), esp, spi, lower);
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Receiver> receiver(KeyLogEntry.EspSa sa) {
    return EspSuite.of(
            sa.protection().encryption(),
            sa.protection().keyBits().orElse(0),
            sa.protection().integrity())
        .filter(suite -> suite.encryptionKeymatLength() == sa.encryption().length())
        .filter(suite -> suite.integrityKeymatLength() == sa.integrityKey().length())
        .map(suite ->
            new Receiver(
                JcaTransforms.platform()
                    .opener(
                        new EspKeys(suite, sa.encryption().copy(), sa.integrityKey().copy()),
                        sa.extended()),
                suite,
                sa.extended()));
  }

  private static Optional<Inner> open(Receiver receiver, byte[] esp, int spi, long lower) {
    byte[] buffer = esp.clone();
    long sequence = receiver.infer(lower);
    int length = receiver.opener.open(buffer, 0, buffer.length, sequence);
    if (length < EspSuite.TRAILER_LENGTH) {
      return Optional.empty();
    }
    int offset = receiver.suite.payloadOffset();
    int payload = EspTrailer.payloadLength(buffer, offset, length);
    if (payload < 0) {
      return Optional.empty();
    }
    receiver.highest = Math.max(receiver.highest, sequence);
    return Optional.of(
        new Inner(
            spi,
            sequence,
            EspTrailer.nextHeader(buffer, offset, length),
            Arrays.copyOfRange(buffer, offset, offset + payload)));
  }
}
