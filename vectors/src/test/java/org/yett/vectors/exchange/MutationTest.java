package org.yett.vectors.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.vectors.corpus.CorpusFiles;
import org.yett.vectors.primitive.VectorFormatException;

/** Vectors of which one bit is wrong. */
class MutationTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ALWAYS_SENT = List.of("ike-spi", "nonce");

  /** What blinds a private key has no influence on the signature. */
  private static final List<String> WITHOUT_TRACE = List.of("signature-seed");

  private static final Map<String, String> CORPUS = CorpusFiles.bundled().documents();

  /** The same hexadecimal digits with one bit the other way; which one, the number says. */
  private static String flip(String hex, int number) {
    int at = Math.floorMod(number, hex.length());
    int digit = Character.digit(hex.charAt(at), 16) ^ (1 << (number & 3));
    return hex.substring(0, at) + Character.forDigit(digit, 16) + hex.substring(at + 1);
  }

  private static List<String> problems(String file, ObjectNode mutant) {
    return Verification.problems(VectorJson.read(file, mutant.toString()));
  }

  @Test
  void oneBitOfOneInputOfEachVectorIsNoticed() {
    List<String> unnoticed =
        CORPUS.entrySet().parallelStream()
            .filter(document -> isUnnoticed(document.getKey(), document.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of(), unnoticed);
  }

  private static boolean isUnnoticed(String file, String text) {
    ObjectNode mutant = tree(text);
    List<ObjectNode> draws = new ArrayList<>();
    for (JsonNode draw : mutant.get("random")) {
      // What is falsified in a negative vector takes the place of what was drawn for it.
      String purpose = draw.get("purpose").textValue();
      boolean first = draw.get("index").intValue() == 0 && ALWAYS_SENT.contains(purpose);
      if (first || (!file.startsWith("negative/") && !WITHOUT_TRACE.contains(purpose))) {
        draws.add((ObjectNode) draw);
      }
    }
    ObjectNode draw = draws.get(Math.floorMod(file.hashCode(), draws.size()));
    draw.put("value", flip(draw.get("value").textValue(), file.hashCode()));
    return problems(file, mutant).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rekey-child-followup-1", "auth-rsa-pss-sha256", "ppk-intermediate-two"})
  void oneBitOfAnyValueOfAVectorIsNoticedWhereItStands(String id) {
    String file = "positive/" + id + ".json";
    List<String> paths = new ArrayList<>();
    collect("", tree(CORPUS.get(file)), paths);
    assertTrue(paths.size() > 100, paths.size() + " values");
    for (int i = 0; i < paths.size(); i += 7) {
      String path = paths.get(i);
      if (WITHOUT_TRACE.contains(
          tree(CORPUS.get(file))
              .at(path.substring(0, path.lastIndexOf('/')))
              .path("purpose")
              .asText(""))) {
        continue;
      }
      ObjectNode mutant = tree(CORPUS.get(file));
      int slash = path.lastIndexOf('/');
      ObjectNode parent = (ObjectNode) mutant.at(path.substring(0, slash));
      String name = path.substring(slash + 1);
      parent.put(name, flip(parent.get(name).textValue(), i));
      List<String> problems = problems(file, mutant);
      assertFalse(problems.isEmpty(), path);
      boolean input =
          path.startsWith("/random")
              || path.startsWith("/initiator")
              || path.startsWith("/responder")
              || path.endsWith("inner");
      assertTrue(
          input || problems.stream().anyMatch(problem -> problem.startsWith(path + ": expected")),
          () -> path + ": " + problems);
    }
  }

  /** Paths of all octets in hexadecimal. */
  private static void collect(String path, JsonNode node, List<String> paths) {
    List<String> octets =
        List.of(
            "value",
            "octets",
            "plain",
            "psk",
            "iv",
            "plaintext",
            "packet",
            "inner",
            "sharedSecret",
            "initiatorRandom",
            "responderRandom",
            "encryptionKey",
            "key",
            "id",
            "spis",
            "spi");
    node.properties()
        .forEach(field -> {
          if (octets.contains(field.getKey())
              && !path.isEmpty()
              && !field.getValue().textValue().isEmpty()) {
            paths.add(path + "/" + field.getKey());
          } else {
            collect(path + "/" + field.getKey(), field.getValue(), paths);
          }
        });
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "/" + i, node.get(i), paths);
      }
    }
  }

  @Test
  void aFieldThatTheSchemaDoesNotKnowIsNamedWithItsPath() {
    ObjectNode mutant = tree(CORPUS.get("positive/addke-0.json"));
    ((ObjectNode) mutant.at("/messages/2")).put("colour", "blue");
    VectorFormatException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            VectorFormatException.class, () -> VectorJson.read("x.json", mutant.toString()));
    assertTrue(
        refused.getMessage().startsWith("x.json: /messages/2/colour: "), refused::getMessage);
  }

  private static ObjectNode tree(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new AssertionError(e);
    }
  }
}
