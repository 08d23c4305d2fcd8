package org.yett.gateway.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.gateway.keys.KeyLogException;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.ike.wire.Octets;

/** Two key logs compared: whether two ends derived the same, and if not, where they part. */
public final class KeyComparison {
  private final DerivationLog first;
  private final DerivationLog second;
  private final Comparison comparison;

  private KeyComparison(DerivationLog first, DerivationLog second) {
    this.first = first;
    this.second = second;
    this.comparison = Comparison.of(first, second);
  }

  /**
   * Compares two logs: each a key log of ours, a directory with one, a log of strongSwan's charon
   * with level 4 for {@code ike} and {@code chd}, or a log of libreswan's pluto with {@code
   * plutodebug="all private"}, which shows SK_a and SK_e alone.
   *
   * @throws IOException if one cannot be read or shows no keys
   */
  public static KeyComparison of(Path first, Path second) throws IOException {
    return new KeyComparison(read(first), read(second));
  }

  /** Over logs that are read already. */
  static KeyComparison of(DerivationLog first, DerivationLog second) {
    return new KeyComparison(first, second);
  }

  static DerivationLog read(Path file) throws IOException {
    Path log = Files.isDirectory(file) ? only(file) : file;
    List<String> lines = Files.readAllLines(log);
    DerivationLog read;
    if (lines.stream().anyMatch(line -> line.startsWith("{"))) {
      read = OwnLog.read(file.toString(), KeyLogReader.read(log));
    } else if (StrongSwanLog.isOne(lines)) {
      read = StrongSwanLog.read(file.toString(), lines);
    } else if (LibreswanLog.isOne(lines)) {
      read = LibreswanLog.read(file.toString(), lines);
    } else {
      throw new KeyLogException(
          file
              + " shows no keys: it is neither a key log of ours (keys-*.jsonl), nor a log of"
              + " strongSwan's with level 4 for ike and chd, nor one of libreswan's with"
              + " plutodebug=\"all private\"");
    }
    if (read.derivations().isEmpty()) {
      throw new KeyLogException(file + " shows no keys");
    }
    return read;
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> logs =
          all.filter(file -> file.getFileName().toString().matches("keys-.*\\.jsonl")).toList();
      if (logs.size() != 1) {
        throw new KeyLogException(
            "%s has %d key logs (keys-*.jsonl): name one".formatted(directory, logs.size()));
      }
      return logs.getFirst();
    }
  }

  /** Whether there is a step that both logs have. */
  public boolean comparable() {
    return comparison.compared() > 0;
  }

  /** Whether nothing differs that both logs show. */
  public boolean agree() {
    return comparison.mismatch().isEmpty();
  }

  /**
   * What came of it, line by line.
   *
   * @param show whether values are printed, secrets among them; else the beginnings of their
   *     SHA-256
   */
  public List<String> text(boolean show) {
    List<String> lines = new ArrayList<>();
    lines.add("A  %s: %d steps".formatted(first.name(), first.derivations().size()));
    lines.add("B  %s: %d steps".formatted(second.name(), second.derivations().size()));
    if (!comparable()) {
      lines.add("They have no step in common.");
      return lines;
    }
    comparison
        .mismatch()
        .ifPresentOrElse(
            mismatch -> describe(mismatch, show, lines),
            () ->
                lines.add(
                    "The same in all %d steps that both have, %d values."
                        .formatted(comparison.compared(), comparison.values())));
    return lines;
  }

  private void describe(Mismatch mismatch, boolean show, List<String> lines) {
    lines.add(
        "%d steps are the same; the first that differs: %s, %s."
            .formatted(
                comparison.compared() - 1, mismatch.ours().name(), mismatch.quantity().text()));
    lines.add("");
    lines.add("   %s   [%s]".formatted(mismatch.formula(), mismatch.clause()));
    if (!mismatch.same().isEmpty()) {
      lines.add(
          "   the same in both: "
              + mismatch.same().stream().map(Quantity::text).collect(Collectors.joining(", ")));
    }
    lines.add("   A  %s  (%s)".formatted(value(mismatch.first(), show), mismatch.ours().place()));
    lines.add(
        "   B  %s  (%s)".formatted(value(mismatch.second(), show), mismatch.theirs().place()));
    lines.add("");
    lines.add(mismatch.words());
  }

  private static String value(Octets octets, boolean show) {
    return show
        ? octets.hex()
        : "%d octets, SHA-256 %s...".formatted(octets.size(), digest(octets));
  }

  private static String digest(Octets octets) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets.toArray());
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
