package org.yett.esp.transform;

import java.util.ArrayList;
import java.util.List;

/** Every suite of this module. */
public final class Suites {
  /** All of them. */
  public static final List<EspSuite> ALL = all();

  private Suites() {}

  private static List<EspSuite> all() {
    var suites = new ArrayList<EspSuite>();
    for (Encryption encryption : Encryption.values()) {
      for (int bits : new int[] {0, 128, 192, 256}) {
        for (Integrity integrity : Integrity.values()) {
          if (encryption.acceptsKeyBits(bits)
              && encryption.combined() == (integrity == Integrity.NONE)) {
            suites.add(new EspSuite(encryption, bits, integrity));
          }
        }
      }
    }
    return List.copyOf(suites);
  }

  /** Keys whose octets follow from a seed. */
  public static EspKeys keys(EspSuite suite, int seed) {
    var encryption = new byte[suite.encryptionKeymatLength()];
    var integrity = new byte[suite.integrityKeymatLength()];
    var random = new java.util.Random(seed);
    random.nextBytes(encryption);
    random.nextBytes(integrity);
    return new EspKeys(suite, encryption, integrity);
  }

  /** IVs that follow from the sequence number. */
  public static IvSource ivs() {
    return (sequence, buffer, offset, length) -> {
      var random = new java.util.Random(sequence);
      for (int i = 0; i < length; i++) {
        buffer[offset + i] = (byte) random.nextInt();
      }
    };
  }
}
