package org.yett.ike.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A golden sample: octets in hexadecimal with comments, in which {@code r:} marks reserved octets.
 *
 * @param octets the octets
 * @param reserved the indices of the reserved ones
 */
record Golden(Octets octets, List<Integer> reserved) {

  static Golden read(String name) {
    StringBuilder hex = new StringBuilder();
    List<Integer> reserved = new ArrayList<>();
    for (String line : text(name).lines().toList()) {
      for (String word : line.replaceFirst("#.*", "").trim().split("\\s+", -1)) {
        String digits = word.replaceFirst("^r:", "");
        if (digits.length() < word.length()) {
          for (int i = 0; i < digits.length() / 2; i++) {
            reserved.add(hex.length() / 2 + i);
          }
        }
        hex.append(digits);
      }
    }
    return new Golden(Octets.ofHex(hex.toString()), List.copyOf(reserved));
  }

  /** The same sample with other values in every reserved octet; the critical bit stays. */
  Octets withNoise() {
    byte[] noisy = octets.toArray();
    for (int index : reserved) {
      noisy[index] = 0x55;
    }
    return Octets.wrap(noisy);
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Golden.class.getResourceAsStream("golden/" + name + ".txt"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
