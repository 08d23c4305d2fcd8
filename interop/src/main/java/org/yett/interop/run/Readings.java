package org.yett.interop.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.decrypt.CaptureComments;
import org.yett.gateway.decrypt.CaptureDecryption;
import org.yett.gateway.decrypt.Conversation;
import org.yett.gateway.explain.KeyComparison;
import org.yett.gateway.keys.KeyLogEntry;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.interop.lab.Side;
import org.yett.interop.peer.KeyLogging;

/**
 * Makes of a bundle's capture and keys what can be read: the capture with comments, the same in
 * plain, a transcript, the steps of the key schedule, and what the two ends derived side by side.
 */
final class Readings {
  /** The capture as it was, each IKE message with a comment. */
  static final String WIRE = "wire.pcapng";

  /** The capture in plain. */
  static final String PLAIN = "plain.pcapng";

  /** What was said, line by line. */
  static final String TRANSCRIPT = "transcript.txt";

  /** The steps of the key schedule and of authentication, with all values. */
  static final String KEY_TRACE = "key-trace.txt";

  /** The derivations of both ends side by side. */
  static final String COMPARISON = "keys-compared.txt";

  private static final String CAPTURE = "wire.pcap";

  private Readings() {}

  /**
   * Writes all that the bundle's evidence suffices for.
   *
   * @return what was said on the link, if keys were logged; else it would be headers alone
   */
  static Optional<Conversation> write(Path bundle) throws IOException {
    Path capture = bundle.resolve(Side.PEER.label()).resolve(CAPTURE);
    if (!Files.exists(capture)) {
      return Optional.empty();
    }
    List<KeyLogEntry> entries = new ArrayList<>();
    for (Side side : Side.values()) {
      Path directory = keys(bundle, side);
      if (hasKeys(directory)) {
        List<KeyLogEntry> own = KeyLogReader.read(directory);
        Files.write(bundle.resolve(side.label()).resolve(KEY_TRACE), trace(own));
        entries.addAll(own);
      }
    }
    KeyRing ring = KeyRing.of(entries);
    try (CaptureReader reader = CaptureReader.open(capture);
        PcapngWriter writer = PcapngWriter.create(bundle.resolve(WIRE), "yett interop")) {
      CaptureComments.run(reader, writer, ring);
    }
    Files.delete(capture);
    Conversation conversation;
    try (CaptureReader reader = CaptureReader.open(bundle.resolve(WIRE))) {
      conversation = Conversation.read(reader, ring);
    }
    Files.write(bundle.resolve(TRANSCRIPT), conversation.transcript());
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    try (CaptureReader reader = CaptureReader.open(bundle.resolve(WIRE));
        PcapngWriter writer = PcapngWriter.create(bundle.resolve(PLAIN), "yett interop")) {
      CaptureDecryption.run(reader, writer, ring);
    }
    compare(bundle);
    return Optional.of(conversation);
  }

  private static Path keys(Path bundle, Side side) {
    return bundle.resolve(side.label()).resolve(KeyLogging.DIRECTORY);
  }

  private static boolean hasKeys(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("keys-.*\\.jsonl") && Files.size(file) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static void compare(Path bundle) throws IOException {
    List<Path> logs = new ArrayList<>();
    for (Side side : Side.values()) {
      Path own = bundle.resolve(side.label());
      Stream.of(keys(bundle, side), own.resolve("charon.log"), own.resolve("pluto.log"))
          .filter(Files::exists)
          .findFirst()
          .ifPresent(logs::add);
    }
    if (logs.size() == 2) {
      Files.write(bundle.resolve(COMPARISON), compared(logs.get(0), logs.get(1)));
    }
  }

  private static List<String> compared(Path first, Path second) {
    try {
      return KeyComparison.of(first, second).text(false);
    } catch (IOException e) {
      // A cell may end before any key is derived.
      return List.of("not compared: " + e.getMessage());
    }
  }

  /** Each step with its clause, its formula and every value, in order. */
  private static List<String> trace(List<KeyLogEntry> entries) {
    List<String> lines = new ArrayList<>();
    for (KeyLogEntry entry : entries) {
      if (entry instanceof KeyLogEntry.Step(var time, long ikeSa, var side, KeyStep step)) {
        lines.add(
            "%s  IKE SA %d, %s: %s  [%s]"
                .formatted(
                    time,
                    ikeSa,
                    side.toString().toLowerCase(Locale.ROOT),
                    step.name(),
                    step.clause()));
        lines.add("    " + step.formula());
        step.inputs().forEach(value -> lines.add("    in   " + text(value)));
        step.outputs().forEach(value -> lines.add("    out  " + text(value)));
      }
    }
    return lines;
  }

  private static String text(KeyValue value) {
    return value.name() + " = " + HexFormat.of().formatHex(value.octets());
  }
}
