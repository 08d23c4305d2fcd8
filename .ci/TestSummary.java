import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Adds up what the result files of a test run say: surefire's, the verdicts of the live runs, and
 * those of the checks of the whole. What did not run is named with its reason; it counts as
 * skipped, never as passed.
 */
public final class TestSummary {
  /** The fields of a cell that the summary needs, in the order in which they are written. */
  private static final Pattern CELL =
      Pattern.compile(
          "\"scenario\"\\s*:\\s*\"([^\"]*)\".*?\"yett_role\"\\s*:\\s*\"([^\"]*)\""
              + ".*?\"verdict\"\\s*:\\s*\"([^\"]*)\"\\s*,\\s*\"reason\"\\s*:\\s*\"([^\"]*)\"",
          Pattern.DOTALL);

  private int passed;
  private int failed;
  private int skipped;
  private final List<String> remarks = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    TestSummary summary = new TestSummary();
    summary.addReports(Path.of(arguments[0]));
    summary.addLiveRuns(Path.of(arguments[1]));
    summary.addChecks(Path.of(arguments[2]));
    summary.print();
    System.exit(summary.failed == 0 && summary.passed > 0 ? 0 : 1);
  }

  private void addReports(Path root) throws Exception {
    for (Path report : reports(root)) {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        addCase((Element) cases.item(i));
      }
    }
  }

  private static List<Path> reports(Path root) throws IOException {
    // A module may hold another.
    try (Stream<Path> directories = Files.walk(root, 2)) {
      return directories
          .map(module -> module.resolve("target/surefire-reports"))
          .filter(Files::isDirectory)
          .flatMap(TestSummary::files)
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .sorted()
          .toList();
    }
  }

  private void addCase(Element test) {
    String name = test.getAttribute("classname") + "." + test.getAttribute("name");
    NodeList skips = test.getElementsByTagName("skipped");
    if (skips.getLength() > 0) {
      skipped++;
      remarks.add("not run: " + name + ": " + ((Element) skips.item(0)).getAttribute("message"));
    } else if (test.getElementsByTagName("failure").getLength() > 0
        || test.getElementsByTagName("error").getLength() > 0) {
      failed++;
      remarks.add("failed: " + name);
    } else {
      passed++;
    }
  }

  private void addLiveRuns(Path matrix) throws IOException {
    if (!Files.exists(matrix)) {
      skipped++;
      remarks.add("not run: live runs against real peers: no verdicts were written");
      return;
    }
    Matcher cell = CELL.matcher(Files.readString(matrix));
    int cells = 0;
    while (cell.find()) {
      cells++;
      String name = "live run " + cell.group(1) + ", Yett as " + cell.group(2);
      switch (cell.group(3)) {
        case "pass" -> passed++;
        case "fail" -> {
          failed++;
          remarks.add("failed: " + name + ": " + cell.group(4));
        }
        default -> {
          skipped++;
          remarks.add(cell.group(3) + ": " + name + ": " + cell.group(4));
        }
      }
    }
    if (cells == 0) {
      // Else a change of the file's shape would hide every live run.
      failed++;
      remarks.add("failed: live runs against real peers: no verdict could be read in " + matrix);
    }
  }

  /** Lines of a verdict, what was checked, and a reason, separated by tabs. */
  private void addChecks(Path checks) throws IOException {
    for (String line : Files.exists(checks) ? Files.readAllLines(checks) : List.<String>of()) {
      String[] fields = line.split("\t", 3);
      switch (fields[0]) {
        case "pass" -> passed++;
        case "skip" -> {
          skipped++;
          remarks.add("not run: " + fields[1] + ": " + fields[2]);
        }
        default -> {
          failed++;
          remarks.add("failed: " + fields[1] + ": " + fields[2]);
        }
      }
    }
  }

  private void print() {
    System.out.println();
    remarks.forEach(System.out::println);
    System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
