package org.yett.interop.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.decrypt.CaptureDecryption;
import org.yett.gateway.explain.KeyComparison;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.gateway.keys.KeyRing;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Testbed;
import org.yett.interop.scenario.Proofs;

/**
 * The evidence of a cell in a directory: each side's configuration and logs, the capture of the
 * link, and {@code verdict.json} with everything that was looked for.
 */
final class Bundle {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Bundle() {}

  /** Copies the regular files of both hosts; a cell's earlier evidence is replaced. */
  static void collect(Testbed testbed, Path bundle) throws IOException {
    for (Side side : Side.values()) {
      Path target = bundle.resolve(side.label());
      Files.createDirectories(target);
      clear(target);
      try (Stream<Path> files = Files.list(testbed.host(side).directory())) {
        for (Path file : files.toList()) {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(
                file,
                target.resolve(file.getFileName().toString()),
                StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  /**
   * Writes the capture in plain, {@code plain.pcapng}, and what the two ends derived side by side,
   * {@code keys.txt}, if keys were logged.
   */
  static void explain(Path bundle) throws IOException {
    Path ours = bundle.resolve(Side.SUBJECT.label());
    Path theirs = bundle.resolve(Side.PEER.label());
    Path capture = theirs.resolve("wire.pcap");
    if (!Files.exists(capture) || !hasKeys(ours)) {
      return;
    }
    KeyRing keys = KeyRing.of(KeyLogReader.read(ours));
    try (CaptureReader reader = CaptureReader.open(capture);
        PcapngWriter writer = PcapngWriter.create(bundle.resolve("plain.pcapng"), "yett interop")) {
      CaptureDecryption.run(reader, writer, keys);
    }
    Path log = theirs.resolve("charon.log");
    if (Files.exists(log)) {
      Files.write(bundle.resolve("keys.txt"), compared(ours, log));
    }
  }

  private static List<String> compared(Path ours, Path log) {
    try {
      return KeyComparison.of(ours, log).text(false);
    } catch (IOException e) {
      // A cell may end before any key is derived.
      return List.of("not compared: " + e.getMessage());
    }
  }

  private static boolean hasKeys(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.getFileName().toString().matches("keys-.*\\.jsonl"));
    }
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Writes {@code verdict.json}. */
  static void writeVerdict(Cell cell) throws IOException {
    Files.createDirectories(cell.bundle());
    JSON.writeValue(cell.bundle().resolve("verdict.json").toFile(), fields(cell));
  }

  /** A cell's fields as JSON has them. */
  static Map<String, Object> fields(Cell cell) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", cell.scenario().name());
    fields.put("shows", cell.scenario().shows());
    fields.put("subject", cell.subject().name());
    fields.put("subject_version", cell.subject().version());
    fields.put("peer", cell.peer().name());
    fields.put("version", cell.peer().version());
    fields.put("yett_role", cell.role().label());
    fields.put("datapath", cell.scenario().datapath().description());
    fields.put("verdict", cell.verdict().word());
    fields.put("reason", cell.verdict().reason());
    fields.put("seconds", cell.took().toMillis() / 1000.0);
    fields.put("date", cell.date().toString());
    fields.put("clauses", Proofs.of(cell.scenario(), cell.role()));
    fields.put("bundle", cell.bundle().toString());
    fields.put("checks", cell.checks().stream().map(Bundle::check).toList());
    return fields;
  }

  private static Map<String, Object> check(Check check) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", check.what());
    fields.put("seen", check.seen());
    fields.put("evidence", check.evidence());
    return fields;
  }
}
