package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.CitationScanner;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.ProvenClause;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;
import org.yett.spec.ledger.Ledger;

/**
 * The report as a reader meets it: in a browser, from the file system. Made of the whole ledger,
 * the citations in the sources, and three runs that are made up.
 */
class ReportBrowserTest {

  private static final String DOCUMENT = "rfc9370";
  private static final Path PICTURES = Path.of("target/report-pictures");

  @TempDir private static Path directory;
  private static EvidenceBook book;
  private static Optional<Browser> browser = Optional.empty();

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("spec/src/main/java"))) {
      root = root.getParent();
    }
    return root;
  }

  private static RunResult run(String key, boolean negative, boolean live, Verdict verdict) {
    return new RunResult(
        "A scenario of " + key,
        "spec/src/main/java/org/yett/spec/Level.java",
        3,
        Set.of(ClauseKey.parse(key).orElseThrow()),
        negative,
        live,
        verdict,
        Duration.ofMillis(12),
        Optional.empty());
  }

  @BeforeAll
  static void openTheReport() throws IOException {
    Optional<List<String>> programs = Browser.installed();
    if (programs.isEmpty()) {
      return;
    }
    Ledger ledger = Ledgers.load();
    List<RunResult> runs =
        List.of(
            run("rfc9370:2.2.1/3", true, false, Verdict.PASSED),
            run("rfc9370:2.2.1/4", false, true, Verdict.PASSED),
            run("rfc9370:2.2.1/5", false, false, Verdict.FAILED));
    book = EvidenceBook.of(ledger, CitationScanner.scan(root(), ledger).citations(), runs);
    new Report(
            new Project.Gathered(
                root(), book, runs, Optional.of(Instant.EPOCH), Map.of(), List.of("A remark.")))
        .write(directory.resolve("report"));
    browser =
        Optional.of(
            Browser.start(programs.get(), Files.createDirectories(directory.resolve("profile"))));
  }

  @AfterAll
  static void closeTheBrowser() throws IOException {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  private static Browser browser() {
    return browser.orElseThrow();
  }

  @BeforeEach
  void onAWideLightScreen() {
    // Said of every test, since results name only tests.
    assumeTrue(browser.isPresent(), "chromium and chromedriver are not both on the PATH");
    browser().screen(1280, 1000, false);
  }

  @AfterEach
  void theConsoleHasNoComplaint() {
    browser.ifPresent(opened -> assertEquals(List.of(), opened.complaints()));
  }

  private static void open(String page) {
    // A page that differs from the last in its fragment alone would not be loaded anew.
    browser().open(URI.create("about:blank"));
    browser().open(URI.create(directory.resolve("report").toUri() + page));
  }

  private static JsonNode js(String expression, Object... arguments) {
    return browser().run("return " + expression, arguments);
  }

  /** The clauses that are in sight. */
  private static int shown() {
    int shown =
        js("[...document.querySelectorAll('.clause')].filter(c => c.offsetHeight > 0).length")
            .asInt();
    assertTrue(
        js("document.querySelector('.filters output').textContent")
            .asText()
            .startsWith(shown + " of "));
    return shown;
  }

  private static int expected(Predicate<ProvenClause> predicate) {
    int expected =
        (int) book.covered(ClauseKey.parse(DOCUMENT).orElseThrow()).filter(predicate).count();
    assertTrue(expected > 0, "the filter is to leave something");
    return expected;
  }

  private static void choose(String name, String value) {
    browser()
        .run(
            "const s = document.querySelector(`select[name=${arguments[0]}]`);"
                + " s.value = arguments[1];"
                + " s.dispatchEvent(new Event('input', {bubbles: true}));",
            name,
            value);
  }

  @Test
  void theOverviewHasABarForEveryLevelOfEveryDocument() {
    open("index.html");
    assertEquals(
        book.ledger().documents().size(),
        js("document.querySelectorAll('.document:not(.heading)').length").asInt());
    String visible =
        "[...document.querySelectorAll('.documents .bar')].filter(b => b.offsetHeight > 0).length";
    int byLevel = js(visible).asInt();
    assertTrue(byLevel > book.ledger().documents().size(), () -> byLevel + " bars");
    browser().click(".levels label:nth-child(2)");
    assertEquals(book.ledger().documents().size(), js(visible).asInt());
    assertFalse(
        js("[...document.querySelectorAll('.documents .bar a')].some(a => a.offsetHeight > 0 &&"
                + " a.offsetWidth < 3)")
            .asBoolean(),
        "every part of a bar can be seen");
  }

  @Test
  void aPartOfABarLeadsToTheClausesItStandsFor() {
    open("index.html");
    browser().click(".levels label:nth-child(3)");
    browser().click(".of-must a[href^='rfc9370.html'][href$='ladder=negative']");
    assertEquals(
        expected(clause ->
            clause.entry().level().keyword().startsWith("MUST")
                && Standing.of(clause) == Standing.NEGATIVE),
        shown());
  }

  @Test
  void levelRoleLadderAndStatusFilterTheClauses() {
    open(DOCUMENT + ".html");
    int all = expected(clause -> true);
    assertEquals(all, shown());
    choose("level", "MUST NOT");
    assertEquals(expected(c -> c.entry().level().keyword().equals("MUST NOT")), shown());
    choose("level", "MUST*");
    assertEquals(expected(c -> c.entry().level().keyword().startsWith("MUST")), shown());
    choose("role", "initiator");
    assertEquals(
        expected(c ->
            c.entry().level().keyword().startsWith("MUST")
                && c.entry().role().word().equals("initiator")),
        shown());
    browser().click(".filters button");
    assertEquals(all, shown());
    choose("ladder", "interop-proven");
    assertEquals(1, shown());
    choose("ladder", "");
    choose("status", "todo");
    assertEquals(expected(c -> c.status().word().equals("todo")), shown());
  }

  @Test
  void textFiltersTheClausesAsItIsTyped() {
    open(DOCUMENT + ".html");
    browser().type(".filters input", "2.2.1/3");
    assertEquals(1, shown());
    browser().type(".filters input", " and nothing like it");
    assertEquals(0, shown());
    assertTrue(js("document.querySelector('.nothing').offsetHeight > 0").asBoolean());
  }

  @Test
  void everyClauseHasAPermalinkThatLeadsToIt() {
    open(DOCUMENT + ".html");
    assertEquals(
        0,
        js("[...document.querySelectorAll('.clause')].filter(c =>"
                + " c.querySelector('.key').getAttribute('href') !== '#' + c.id"
                + " || document.getElementById(c.id) !== c).length")
            .asInt());
    open(DOCUMENT + ".html#2.2.4/3");
    assertEquals("2.2.4/3", js("document.querySelector(':target').id").asText());
    assertTrue(inSight("2.2.4/3"), "the clause is in sight");
  }

  private static boolean inSight(String id) {
    return js(
            "(r => r.top >= 0 && r.bottom <= innerHeight)"
                + "(document.getElementById(arguments[0]).getBoundingClientRect())",
            id)
        .asBoolean();
  }

  @Test
  void aPermalinkWinsOverTheFilters() {
    open(DOCUMENT + ".html?level=MAY#2.2.1/1");
    assertTrue(inSight("2.2.1/1"), "the clause is in sight");
    choose("level", "MAY");
    browser()
        .run(
            "return new Promise(done => {"
                + " addEventListener('hashchange', () => done(1), {once: true});"
                + " location.hash = '#2.2.4/3'; })");
    assertTrue(inSight("2.2.4/3"), "the clause is in sight");
  }

  @Test
  void aScenarioShowsItsVerdictAndDurationAndLeadsToItsLine() {
    open(DOCUMENT + ".html#2.2.1/3");
    assertTrue(
        js("document.getElementById('2.2.1/3').innerText").asText().contains("0.012 s"),
        "the duration is shown");
    browser().click("[id='2.2.1/3'] li .passed ~ a");
    assertEquals(
        "import java.util.Optional;", js("document.querySelector(':target').textContent").asText());
    assertTrue(inSight("L3"), "the line is in sight");
  }

  @ParameterizedTest
  @CsvSource({
    "index.html, 360, false", "index.html, 1440, true", "index.html, 1440, false",
    "index.html, 360, true", "rfc9370.html, 360, false", "rfc9370.html, 1440, true",
    "rfc9370.html, 1440, false", "rfc9370.html, 360, true", "rfc7296.html, 360, true"
  })
  void aPageFitsItsScreenAndCanBeReadOnIt(String page, int width, boolean dark) throws IOException {
    browser().screen(width, 1000, dark);
    open(page);
    browser()
        .picture(
            PICTURES.resolve(
                page.replace(".html", "") + "-" + width + (dark ? "-dark" : "-light") + ".png"));
    assertEquals(width, js("innerWidth").asInt());
    assertEquals(
        js("document.documentElement.clientWidth").asInt(),
        js("document.documentElement.scrollWidth").asInt(),
        "the page is as wide as the screen, and no wider");
    JsonNode faint = browser().run(CONTRAST);
    assertEquals("[]", faint.toString(), "text whose contrast is below 4.5");
    boolean isDark =
        js("getComputedStyle(document.body).backgroundColor")
            .asText()
            .matches("rgb\\(([0-9]|[1-4][0-9]), .*");
    assertEquals(dark, isDark);
  }

  /** Elements in sight with text of their own whose contrast with what is behind is too low. */
  private static final String CONTRAST =
      """
      const light = (rgb) => {
        const [r, g, b] = rgb.map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const parse = (colour) => colour.match(/[0-9.]+/g).map(Number);
      const behind = (element) => {
        for (let e = element; e; e = e.parentElement) {
          const colour = parse(getComputedStyle(e).backgroundColor);
          if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
        }
        return [255, 255, 255];
      };
      const faint = new Set();
      for (const element of document.querySelectorAll("body *")) {
        const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (!own || !element.offsetHeight) continue;
        const a = light(parse(getComputedStyle(element).color).slice(0, 3));
        const b = light(behind(element));
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) {
          faint.add(element.tagName + "." + element.className + " " + contrast.toFixed(2));
        }
      }
      return [...faint];
      """;
}
