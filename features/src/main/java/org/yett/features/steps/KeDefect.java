package org.yett.features.steps;

import java.util.Arrays;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/** Something wrong with the data of a KE payload. */
enum KeDefect {
  /** The last octet is missing. */
  ONE_TOO_SHORT("is one octet too short"),
  /** There is one octet more. */
  ONE_TOO_LONG("is one octet too long"),
  /** There is none. */
  EMPTY("is empty"),
  /** The first coefficient of an encapsulation key is q, which has to be reduced to 0. */
  FIRST_COEFFICIENT_Q("has 3329 as its first coefficient"),
  /** The first coefficient of an encapsulation key is q - 1, which nothing is wrong with. */
  FIRST_COEFFICIENT_LARGEST("has 3328 as its first coefficient"),
  /** The last coefficient of an encapsulation key is the largest that 12 bits hold. */
  LAST_COEFFICIENT_4095("has 4095 as its last coefficient"),
  /** One bit is wrong, which no test of the data by itself can find. */
  BIT_FLIPPED("has one bit changed");

  private static final int Q = 3329;
  private static final int SEED_OF_MATRIX = 32;

  private final String words;

  KeDefect(String words) {
    this.words = words;
  }

  static Optional<KeDefect> of(String words) {
    return Arrays.stream(values()).filter(defect -> defect.words.equals(words)).findFirst();
  }

  Octets applyTo(Octets data) {
    byte[] octets = data.toArray();
    return switch (this) {
      case ONE_TOO_SHORT -> data.slice(0, data.size() - 1);
      case ONE_TOO_LONG -> Octets.wrap(Arrays.copyOf(octets, octets.length + 1));
      case EMPTY -> Octets.EMPTY;
      case FIRST_COEFFICIENT_Q -> withFirstCoefficient(octets, Q);
      case FIRST_COEFFICIENT_LARGEST -> withFirstCoefficient(octets, Q - 1);
      case LAST_COEFFICIENT_4095 -> {
        int last = octets.length - SEED_OF_MATRIX - 1;
        octets[last] = (byte) 0xff;
        octets[last - 1] |= (byte) 0xf0;
        yield Octets.wrap(octets);
      }
      case BIT_FLIPPED -> {
        octets[octets.length / 2] ^= 1;
        yield Octets.wrap(octets);
      }
    };
  }

  private static Octets withFirstCoefficient(byte[] key, int value) {
    key[0] = (byte) value;
    key[1] = (byte) ((key[1] & 0xf0) | value >>> 8);
    return Octets.wrap(key);
  }
}
