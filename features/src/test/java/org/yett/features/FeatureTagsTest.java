package org.yett.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Tag;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.CitationProblem;
import org.yett.spec.evidence.CitationScanner;
import org.yett.spec.ledger.Ledger;

/** The tags of features: clauses of the ledger, each with its section and its document. */
class FeatureTagsTest {

  private final Ledger ledger = ledger();
  private final List<String> problems = new ArrayList<>();

  private static Ledger ledger() {
    return switch (Ledger.load()) {
      case Ledger.Loaded.Ready ready -> ready.ledger();
      case Ledger.Loaded.Malformed malformed ->
          throw new AssertionError(malformed.problems().toString());
    };
  }

  private static Path features() throws URISyntaxException {
    return Path.of(FeaturesTest.class.getResource("/features").toURI());
  }

  /** A tag where it stands. */
  private record Placed(String file, int line, String name) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + name;
    }
  }

  @Test
  void everyTagIsAClauseOfTheLedgerWithItsSectionAndDocument() throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(features())) {
      files = walk.filter(path -> path.toString().endsWith(".feature")).sorted().toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      check(features().relativize(file).toString(), Files.readString(file));
    }
    assertEquals("", String.join("\n", problems));
  }

  @Test
  void theScannerOfEvidenceSaysTheSame() throws Exception {
    String wrong =
        """
        @rfc9370 @rfc9370:2.2.1 @negative
        Feature: wrong
          @rfc9370:2.2.1/99 @rfc9370:7.7 @rfc1 @ref9370 @rfc9370:
          Scenario: nothing of this is in the ledger
            Given nothing
        """;
    check("wrong.feature", wrong);
    List<String> scanned =
        CitationScanner.scanFeature("wrong.feature", wrong, ledger).problems().stream()
            .map(CitationProblem::message)
            .toList();
    assertEquals(5, scanned.size(), scanned::toString);
    assertEquals(
        scanned,
        problems.stream().map(problem -> problem.replaceFirst("^\\S+ \\S+: ", "")).toList());
  }

  @Test
  void aWrongTagIsNamedWithFileAndLine() {
    check(
        "wrong.feature",
        """
        @rfc9370 @rfc9370:2.2.1
        Feature: wrong
          @rfc9370:2.2.1/99
          Scenario: no such sentence
            Given nothing
          @rfc9242:3.2/1
          Scenario: no section and no document
            Given nothing
          @rfc9370:7.7
          Scenario: no such section
            Given nothing
          @ref9370
          Scenario: no such document
            Given nothing
        """);
    assertEquals(5, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("wrong.feature:3: "), problems::toString);
    assertTrue(problems.get(1).startsWith("wrong.feature:6: "), problems::toString);
    assertTrue(problems.get(3).startsWith("wrong.feature:9: "), problems::toString);
    assertTrue(problems.get(4).startsWith("wrong.feature:12: "), problems::toString);
  }

  @Test
  void aScenarioWithoutASentenceOrASectionIsNamed() {
    check(
        "vague.feature",
        """
        @rfc9370
        Feature: vague
          Scenario: shows something about RFC 9370
            Given nothing
        """);
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().startsWith("vague.feature:3: "), problems::toString);
  }

  private void check(String file, String text) {
    try {
      GherkinDocument document =
          GherkinParser.builder()
              .includeSource(false)
              .includePickles(false)
              .build()
              .parse(file, new java.io.ByteArrayInputStream(text.getBytes("UTF-8")))
              .peek(envelope ->
                  envelope
                      .getParseError()
                      .ifPresent(error -> problems.add(file + ": " + error.getMessage())))
              .flatMap(envelope -> envelope.getGherkinDocument().stream())
              .findFirst()
              .orElseThrow();
      feature(file, document.getFeature().orElseThrow());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void feature(String file, Feature feature) {
    List<Placed> inherited = tags(file, List.of(), feature.getTags());
    for (FeatureChild child : feature.getChildren()) {
      child.getScenario().ifPresent(scenario -> scenario(file, inherited, scenario));
      if (child.getRule().isPresent()) {
        Rule rule = child.getRule().get();
        List<Placed> ofRule = tags(file, inherited, rule.getTags());
        for (RuleChild inner : rule.getChildren()) {
          inner.getScenario().ifPresent(scenario -> scenario(file, ofRule, scenario));
        }
      }
    }
  }

  private void scenario(String file, List<Placed> inherited, Scenario scenario) {
    List<Placed> tags = tags(file, inherited, scenario.getTags());
    if (scenario.getExamples().isEmpty()) {
      concrete(file, scenario.getLocation().getLine().intValue(), tags);
    }
    for (Examples examples : scenario.getExamples()) {
      concrete(
          file, examples.getLocation().getLine().intValue(), tags(file, tags, examples.getTags()));
    }
  }

  private static List<Placed> tags(String file, List<Placed> inherited, List<Tag> own) {
    List<Placed> all = new ArrayList<>(inherited);
    own.forEach(
        tag -> all.add(new Placed(file, tag.getLocation().getLine().intValue(), tag.getName())));
    return all;
  }

  /** A scenario with all its tags. */
  private void concrete(String file, int line, List<Placed> tags) {
    List<String> names = tags.stream().map(Placed::name).toList();
    boolean placed = false;
    for (Placed tag : tags) {
      if (CitationScanner.OTHER_TAGS.contains(tag.name().substring(1))) {
        continue;
      }
      Optional<String> wrong = ledger.problem(tag.name().substring(1));
      if (wrong.isPresent()) {
        problem(tag + ": " + wrong.get());
        continue;
      }
      Optional<ClauseKey> key = ClauseKey.parse(tag.name().substring(1));
      placed |= key.get().section().isPresent();
      if (key.get().isSentence()) {
        require(tag, names, "@" + key.get().atSection());
      }
      require(tag, names, "@" + key.get().document());
    }
    if (!placed) {
      problem(file + ":" + line + ": the scenario has no tag that names a section");
    }
  }

  private void require(Placed tag, List<String> names, String coarser) {
    if (!names.contains(coarser)) {
      problem(tag + " needs " + coarser + " beside it, since tag expressions have no wildcards");
    }
  }

  private void problem(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
