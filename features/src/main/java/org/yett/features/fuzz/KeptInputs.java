package org.yett.features.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Inputs that were kept: those that reach different parts of the code, and every one that once was
 * a crash or a hang. Of each target a file, an input a line in hexadecimal, remarks behind {@code
 * #}.
 */
final class KeptInputs {

  private KeptInputs() {}

  /** The kept inputs of a target. */
  static List<byte[]> of(FuzzTarget target) {
    String name = target.name() + ".hex";
    try (InputStream in = KeptInputs.class.getResourceAsStream(name)) {
      return in == null
          ? List.of()
          : parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> parse(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> HexFormat.of().parseHex(line))
        .toList();
  }
}
