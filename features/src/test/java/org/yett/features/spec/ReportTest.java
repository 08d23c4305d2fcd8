package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.spec.ClauseKey;
import org.yett.spec.Level;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;
import org.yett.spec.ledger.Ledger;
import org.yett.spec.ledger.LedgerDocument;
import org.yett.spec.ledger.LedgerEntry;
import org.yett.spec.ledger.Role;
import org.yett.spec.ledger.Status;

class ReportTest {

  private static final String CODE = "core/src/main/java/A.java";
  private static final String FEATURE = "features/src/main/resources/features/a.feature";

  @TempDir private Path root;
  private Path out;

  private static ClauseKey key(String key) {
    return ClauseKey.parse(key).orElseThrow();
  }

  private static LedgerEntry entry(String key, Level level, String text, Optional<String> scope) {
    return new LedgerEntry(
        key(key),
        level,
        Role.SENDER,
        "ab".repeat(32),
        text,
        scope,
        scope.isPresent() ? Status.EXCEPTED : Status.ACTIVE,
        Optional.empty(),
        1);
  }

  private static RunResult run(String key, String name, Verdict verdict) {
    return new RunResult(
        name,
        FEATURE,
        2,
        Set.of(key(key)),
        true,
        false,
        verdict,
        Duration.ofMillis(1500),
        Optional.empty());
  }

  @BeforeEach
  void write() throws IOException {
    for (String file : List.of(CODE, FEATURE)) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(
          root.resolve(file), "one\ntwo <b> & {{content}}\n//= rfc1:2.1/1, rfc1:9/9\n");
    }
    Ledger ledger =
        Ledger.of(
            List.of(
                new LedgerDocument(
                    "rfc1",
                    "A <title>",
                    "rfc1.txt",
                    true,
                    List.of(),
                    Set.of("2.1", "10"),
                    List.of(
                        entry("rfc1:10/1", Level.MUST, "Later & more.", Optional.empty()),
                        entry("rfc1:2.1/1", Level.MUST, "A \"quoted\", text", Optional.empty()),
                        entry("rfc1:2.1/2", Level.MAY, "Text", Optional.of("not ours"))))));
    EvidenceBook book =
        EvidenceBook.of(
            ledger,
            List.of(
                new Citation(key("rfc1:2.1/1"), Citation.Kind.COMMENT, CODE, 2, Optional.empty()),
                new Citation(key("rfc1:2.1"), Citation.Kind.ANNOTATION, CODE, 1, Optional.empty())),
            List.of(
                run("rfc1:2.1/1", "Refuses <it>", Verdict.PASSED),
                run("rfc1:10/1", "Breaks", Verdict.FAILED)));
    out = root.resolve("out");
    new Report(
            new Project.Gathered(
                root,
                book,
                List.of(
                    run("rfc1:2.1/1", "Refuses <it>", Verdict.PASSED),
                    run("rfc1:10/1", "Breaks", Verdict.FAILED)),
                Optional.of(Instant.EPOCH),
                Map.of(),
                List.of("A remark.")))
        .write(out);
  }

  private String page(String name) throws IOException {
    return Files.readString(out.resolve(name));
  }

  @Test
  void theJsonIsAnArrayWithAnObjectForEachClause() throws IOException {
    JsonNode all = new ObjectMapper().readTree(page("ledger.json"));
    assertTrue(all.isArray());
    assertEquals(3, all.size());
    JsonNode clause = all.get(1);
    for (String field :
        List.of(
            "key",
            "level",
            "role",
            "source",
            "in_scope",
            "status",
            "evidence",
            "ladder",
            "code",
            "scenarios")) {
      assertTrue(clause.has(field), field);
    }
    assertEquals("rfc1:2.1/1", clause.get("key").asText());
    assertEquals("[\"implemented\",\"simulated\",\"negative\"]", clause.get("evidence").toString());
    assertEquals("negative", clause.get("ladder").asText());
    assertEquals(CODE, clause.get("code").get(0).get("file").asText());
    assertEquals(1, clause.get("code").size());
    assertEquals("passed", clause.get("scenarios").get(0).get("verdict").asText());
    assertEquals(1.5, clause.get("scenarios").get(0).get("seconds").asDouble());
    assertFalse(all.get(2).get("in_scope").asBoolean());
    assertEquals("none", all.get(0).get("ladder").asText());
  }

  @Test
  void theTableHasALineForEachClause() throws IOException {
    List<String> lines = List.of(page("ledger.csv").split("\r\n"));
    assertEquals(4, lines.size());
    assertTrue(
        lines
            .get(2)
            .startsWith(
                "rfc1:2.1/1,MUST,sender,\"rfc1.txt, section 2.1\",true,active,"
                    + "implemented; simulated; negative,negative,"
                    + CODE
                    + ":2,"),
        lines.get(2));
    assertTrue(lines.get(2).contains("\"A \"\"quoted\"\", text\""), lines.get(2));
  }

  @Test
  void aDocumentHasItsClausesInTheOrderOfTheText() throws IOException {
    String page = page("rfc1.html");
    assertTrue(page.indexOf("id=\"2.1/1\"") < page.indexOf("id=\"2.1/2\""));
    assertTrue(page.indexOf("id=\"2.1/2\"") < page.indexOf("id=\"10/1\""));
    assertTrue(page.contains("Provisional"));
    assertTrue(page.contains("Refuses &lt;it&gt;"));
    assertTrue(page.contains("1.500 s"));
    assertTrue(page.contains("Out: not ours"));
  }

  @Test
  void theOverviewNamesWhatFailedAndWhenItRan() throws IOException {
    String page = page("index.html");
    assertTrue(page.contains("A remark."));
    assertTrue(page.contains("Failed in the last run"));
    assertTrue(page.contains(">Breaks</a>"));
    assertTrue(page.contains("1970-01-01 00:00 UTC"));
    assertTrue(page.contains("c-negative"));
  }

  @Test
  void aSourceHasAPageWithItsLinesEscaped() throws IOException {
    assertTrue(
        page("src/" + CODE + ".html")
            .contains("<span id=\"L2\">two &lt;b&gt; &amp; {{content}}</span>"));
  }

  @Test
  void aClauseThatASourceCitesIsALinkToIt() throws IOException {
    String page = page("src/" + CODE + ".html");
    assertTrue(page.contains("<a href=\"../../../../../rfc1.html#2.1/1\">rfc1:2.1/1</a>"), page);
    assertTrue(page.contains(", rfc1:9/9</span>"), page);
  }

  @Test
  void everyLinkOfThePagesLeadsSomewhere() throws IOException {
    Pattern link = Pattern.compile("(?:href|src)=\"([^\"#?]*)(?:\\?[^\"#]*)?(?:#([^\"]*))?\"");
    Set<String> seen = new HashSet<>();
    List<Path> pages;
    try (Stream<Path> walk = Files.walk(out)) {
      pages = walk.filter(path -> path.toString().endsWith(".html")).toList();
    }
    for (Path page : pages) {
      Matcher matcher = link.matcher(Files.readString(page));
      while (matcher.find()) {
        if (matcher.group(1).startsWith("https://")) {
          continue;
        }
        Path target =
            matcher.group(1).isEmpty() ? page : page.getParent().resolve(matcher.group(1));
        assertTrue(Files.isRegularFile(target), page + " -> " + matcher.group());
        if (matcher.group(2) != null) {
          assertTrue(
              Files.readString(target).contains("id=\"" + matcher.group(2) + "\""),
              page + " -> " + matcher.group());
        }
        seen.add(matcher.group(1));
      }
    }
    assertTrue(seen.contains("src/" + CODE + ".html"), seen::toString);
    assertTrue(seen.contains("../../../../../style.css"), seen::toString);
  }
}
