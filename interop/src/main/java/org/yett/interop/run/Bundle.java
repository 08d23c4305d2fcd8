package org.yett.interop.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Testbed;
import org.yett.interop.scenario.Proofs;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.scenario.WireFact;
import org.yett.interop.scenario.WireFacts;

/**
 * The evidence of a cell in a directory: each side's configuration and logs, the capture of the
 * link, and {@code verdict.json} with everything that was looked for.
 */
final class Bundle {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The name of our own implementation. */
  static final String OURS = "yett";

  private Bundle() {}

  /** Where a cell's evidence is kept below the directory of a run. */
  static Path place(Path out, Cell.Identity peer, Scenario scenario, Role role) {
    String carrier = inKernel(peer) ? "-kernel" : "";
    return out.resolve(peer.name() + carrier).resolve(scenario.name()).resolve(role.label());
  }

  /** Who carries ESP in a cell, and how it travels. */
  static String datapath(Cell cell) {
    return cell.scenario().datapath().description().replace("userland", cell.peer().carrier());
  }

  private static boolean inKernel(Cell.Identity peer) {
    return peer.carrier().startsWith("kernel");
  }

  /** How a cell is run again. */
  static String command(Cell cell) {
    String subject = cell.subject().name();
    return "./yett interop run"
        + (subject.equals(OURS) ? "" : " --subject " + subject)
        + " --peer "
        + cell.peer().name()
        + (cell.peer().name().equals("strongswan") && inKernel(cell.peer()) ? " --kernel" : "")
        + " --scenario "
        + cell.scenario().name()
        + " --role "
        + cell.role().label();
  }

  /** Copies the files of both hosts; a cell's earlier evidence is replaced. */
  static void collect(Testbed testbed, Path bundle) throws IOException {
    clear(bundle);
    for (Side side : Side.values()) {
      Path source = testbed.host(side).directory();
      Path target = bundle.resolve(side.label());
      Files.createDirectories(target);
      Files.walkFileTree(
          source,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              // Sockets and locks are no evidence.
              if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  /** Removes what an earlier run of the cell has left. */
  private static void clear(Path bundle) throws IOException {
    if (!Files.exists(bundle)) {
      return;
    }
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Writes {@code verdict.json}. */
  static void writeVerdict(Cell cell) throws IOException {
    Files.createDirectories(cell.bundle());
    JSON.writeValue(cell.bundle().resolve("verdict.json").toFile(), fields(cell, cell.bundle()));
  }

  /**
   * A cell's fields as JSON has them.
   *
   * @param from the directory of the file that has them, from which the bundle is named
   */
  static Map<String, Object> fields(Cell cell, Path from) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", cell.scenario().name());
    fields.put("shows", cell.scenario().shows());
    fields.put("subject", cell.subject().name());
    fields.put("subject_version", cell.subject().version());
    fields.put("peer", cell.peer().name());
    fields.put("version", cell.peer().version());
    fields.put("yett_role", cell.role().label());
    fields.put("datapath", datapath(cell));
    fields.put("verdict", cell.verdict().word());
    fields.put("reason", cell.verdict().reason());
    fields.put("seconds", cell.took().toMillis() / 1000.0);
    fields.put("date", cell.date().toString());
    fields.put("command", command(cell));
    fields.put("on_the_link", WireFacts.of(cell.scenario()).stream().map(WireFact::text).toList());
    fields.put("clauses", Proofs.of(cell.scenario(), cell.role()));
    fields.put("bundle", relative(from, cell.bundle()));
    fields.put("checks", cell.checks().stream().map(Bundle::check).toList());
    return fields;
  }

  private static String relative(Path from, Path bundle) {
    String path = from.toAbsolutePath().relativize(bundle.toAbsolutePath()).toString();
    return path.isEmpty() ? "." : path;
  }

  private static Map<String, Object> check(Check check) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", check.what());
    fields.put("seen", check.seen());
    fields.put("evidence", check.evidence());
    return fields;
  }
}
