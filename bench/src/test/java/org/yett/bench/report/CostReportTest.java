package org.yett.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.bench.cost.CostMatrix;
import org.yett.bench.cost.CostResults;
import org.yett.bench.cost.CostRunner;
import org.yett.bench.cost.Costs;

/** The report of a run of one handshake per cell, as files and in a browser. */
class CostReportTest {

  private static final String COMMAND = "./yett bench cost --seed 1 --runs 1 --quick";

  @TempDir private static Path directory;
  private static String page;

  @BeforeAll
  static void write() throws IOException, InterruptedException {
    Costs costs = Costs.reference();
    CostResults results =
        new CostResults(
            costs.machine(),
            costs,
            1,
            1,
            new CostRunner(costs).run(CostMatrix.quick(), 1, 1, text -> {}));
    new CostReport(results, COMMAND).write(directory);
    page = Files.readString(directory.resolve("index.html"));
  }

  @Test
  void everyFindingLeadsToAChartThatIsThere() {
    Matcher links = Pattern.compile("<li>.*?href=\"#([a-z-]+)\"").matcher(page);
    int count = 0;
    while (links.find()) {
      count++;
      assertTrue(page.contains("<figure id=\"" + links.group(1) + "\">"), links.group(1));
    }
    assertEquals(11, count);
  }

  @Test
  void everyChartComesWithItsDataItsSeedAndTheCommandThatGivesItAgain() throws IOException {
    for (String figure : page.split("<figure id=\"", -1)) {
      if (figure.startsWith("<!doctype")) {
        continue;
      }
      String id = figure.substring(0, figure.indexOf('"'));
      assertTrue(figure.contains("Seeds 1 to 1."), id);
      assertTrue(figure.contains(COMMAND), id);
      assertTrue(Files.size(directory.resolve("charts/" + id + ".csv")) > 40, id);
      String drawing = Files.readString(directory.resolve("charts/" + id + ".svg"));
      assertFalse(drawing.contains("rgb("), () -> id + " has colours that no theme can change");
      assertTrue(drawing.contains("var(--series0)"), id);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 800, 1440})
  void thePageIsNoWiderThanItsScreen(int width) throws IOException, InterruptedException {
    Optional<Path> chromium =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(CostReportTest::installed)
            .findFirst();
    assumeTrue(chromium.isPresent(), "no chromium is on the PATH");
    Files.writeString(
        directory.resolve("probed.html"),
        page
            + "<script>onload = () => parent.postMessage("
            + "document.documentElement.scrollWidth, '*')</script>");
    Path probe = directory.resolve("probe.html");
    Files.writeString(
        probe,
        "<body><script>onmessage = (m) => { document.body.append('wide:' + m.data) }</script>"
            + "<iframe style=\"border:0\" height=\"900\" width=\""
            + width
            + "\" src=\"probed.html\"></iframe>");
    String dom = dom(chromium.get(), probe, width);
    Matcher wide = Pattern.compile("wide:([0-9]+)").matcher(dom);
    assertTrue(wide.find(), () -> "the page did not say how wide it is: " + dom);
    assertTrue(Integer.parseInt(wide.group(1)) <= width, () -> wide.group(1) + " pixels");
  }

  private static Stream<Path> installed(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable);
  }

  private static String dom(Path chromium, Path file, int width)
      throws IOException, InterruptedException {
    Path said = directory.resolve("dom-" + width + ".html");
    Process process =
        new ProcessBuilder(
                List.of(
                    chromium.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--user-data-dir=" + directory.resolve("profile-" + width),
                    "--virtual-time-budget=5000",
                    "--dump-dom",
                    file.toUri().toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("chromium did not end");
    }
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
