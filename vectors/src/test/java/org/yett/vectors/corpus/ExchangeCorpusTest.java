package org.yett.vectors.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.VectorJson;
import org.yett.vectors.exchange.Verification;

/** The whole corpus of exchange-level vectors. */
class ExchangeCorpusTest {

  private static final CorpusFiles FILES = CorpusFiles.bundled();
  private static final int LEAST = 60;

  private static JsonSchema schema() throws Exception {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            new ObjectMapper()
                .readTree(CorpusFiles.resource("exchange-vectors-1.schema.json").orElseThrow()));
  }

  @Test
  void everyVectorIsAsTheChangeLogSays() {
    assertEquals(List.of(), GoldenCheck.problems(FILES));
  }

  @Test
  void everyVectorComesOutOfItsSeedBitForBit() {
    CorpusUpdate update = CorpusUpdate.of(FILES, Corpus.generate(), Optional.empty());
    assertEquals(List.of(), update.changed(), "changed: a new version and a reason are due");
    assertEquals(List.of(), update.added(), "not in the corpus yet");
    assertEquals(List.of(), update.gone(), "in the corpus, but no longer generated");
  }

  @Test
  void everyVectorIsPlayedAgainByBothHostsAndByEachAlone() {
    List<String> problems =
        FILES.documents().entrySet().parallelStream()
            .flatMap(document ->
                Verification.problems(VectorJson.read(document.getKey(), document.getValue()))
                    .stream()
                    .map(problem -> document.getKey() + ": " + problem))
            .toList();
    assertEquals(List.of(), problems);
  }

  @Test
  void everyVectorFollowsTheSchemaAndIsWrittenInTheOneLayout() throws Exception {
    JsonSchema schema = schema();
    ObjectMapper json = new ObjectMapper();
    for (var document : FILES.documents().entrySet()) {
      Set<ValidationMessage> violations = schema.validate(json.readTree(document.getValue()));
      assertTrue(violations.isEmpty(), () -> document.getKey() + ": " + violations);
      ExchangeVector vector = VectorJson.read(document.getKey(), document.getValue());
      assertEquals(document.getValue(), VectorJson.write(vector), document.getKey());
    }
  }

  @Test
  void theCorpusHoldsNoFileThatTheChangeLogDoesNotName() throws Exception {
    Path directory =
        Path.of(CorpusFiles.class.getResource(CorpusFiles.CHANGES).toURI()).getParent();
    for (String set : ExchangeVector.SETS) {
      try (Stream<Path> files = Files.list(directory.resolve(set))) {
        Set<String> found =
            files.map(file -> set + "/" + file.getFileName()).collect(Collectors.toSet());
        Set<String> known = new TreeSet<>(FILES.documents().keySet());
        known.removeIf(file -> !file.startsWith(set + "/"));
        assertEquals(known, new TreeSet<>(found));
        assertTrue(
            known.size() >= (set.equals(ExchangeVector.UNCONFIRMED) ? 1 : LEAST),
            set + ": " + known.size() + " vectors");
      }
    }
  }
}
