package org.yett.vectors.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.vectors.corpus.CorpusFiles;
import org.yett.vectors.primitive.VectorFormatException;

/** What the schema refuses when a vector is read, and that a validator of others agrees. */
class SchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD = CorpusFiles.bundled().documents().get("positive/addke-0.json");
  private static final int MOST = 400;

  private static JsonNode good() throws Exception {
    return JSON.readTree(GOOD);
  }

  /** Every place of a document; of the many alike, those at the beginning. */
  private static void collect(String path, JsonNode node, List<String> out) {
    if (!path.isEmpty() && out.size() < MOST) {
      out.add(path);
    }
    node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), out));
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      collect(path + "/" + i, node.get(i), out);
    }
  }

  private static void put(JsonNode document, String path, JsonNode value) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    if (document.at(path.substring(0, slash)) instanceof ObjectNode object) {
      object.set(name, value);
    } else if (document.at(path.substring(0, slash)) instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    }
  }

  @Test
  void whatIsRefusedHereIsRefusedByAnotherValidator() throws Exception {
    JsonSchema other =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                JSON.readTree(
                    CorpusFiles.resource("exchange-vectors-1.schema.json").orElseThrow()));
    List<JsonNode> values =
        List.of(
            JSON.readTree("\"zz\""),
            JSON.readTree("-5"),
            JSON.readTree("1.5"),
            JSON.readTree("70000000000000000000"),
            JSON.readTree("null"),
            JSON.readTree("[]"),
            JSON.readTree("{}"),
            JSON.readTree("true"));
    List<String> paths = new ArrayList<>();
    collect("", good(), paths);
    int refused = 0;
    int taken = 0;
    for (String path : paths) {
      for (JsonNode value : values) {
        JsonNode mutant = good();
        put(mutant, path, value);
        boolean ours = Schema.published().violations(mutant).isEmpty();
        assertEquals(other.validate(mutant).isEmpty(), ours, path + " = " + value);
        refused += ours ? 0 : 1;
        taken += ours ? 1 : 0;
      }
    }
    assertTrue(refused > 1000 && taken > 20, refused + " refused, " + taken + " taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/random/0/value|\"zz\"|x.json: /random/0/value: expected pattern ^([0-9a-f]{2})*$, found \"zz\"",
        "/set|\"funny\"|x.json: /set: expected enum [\"positive\",\"negative\",\"draft-unconfirmed\"], found",
        "/clauses|[]|x.json: /clauses: expected minItems 1, found []",
        "/version|\"a\"|x.json: /version: expected type integer, found \"a\"",
        "/script/0/at|1000000000000|x.json: /script/0/at: expected maximum 86400000, found",
        "/schema|\"yett-exchange-vectors/2\"|x.json: /schema: expected const yett-exchange-vectors/1",
      })
  void aRefusalNamesFilePathExpectedAndFound(String path, String value, String expected)
      throws Exception {
    JsonNode mutant = good();
    put(mutant, path, JSON.readTree(value));
    VectorFormatException refused =
        assertThrows(
            VectorFormatException.class, () -> VectorJson.read("x.json", mutant.toString()));
    assertTrue(refused.getMessage().startsWith(expected), refused::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[]", "null", "7", "''", "{", "{}", "{} {}"})
  void whatIsNoVectorAtAllIsRefused(String text) {
    assertThrows(VectorFormatException.class, () -> VectorJson.read("x.json", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/initiator/address|\"nonsense\"",
        "/initiator/ike|\"aes256gcm16-prfsha384-x2551\"",
        "/initiator/datagram|7",
        "/esp/0/inner|\"\"",
        "/esp/0/from|\"responder\"",
        "/responder/psk|\"00\"",
        "/responder/privateKey|\"00\"",
        "/initiator/localSelectors|\"everywhere\"",
        "/random|[]",
      })
  void whatFollowsTheSchemaButCannotBePlayedIsAProblemAndNoFault(String path, String value)
      throws Exception {
    JsonNode mutant = good();
    put(mutant, path, JSON.readTree(value));
    List<String> problems = Verification.problems(VectorJson.read("x.json", mutant.toString()));
    assertTrue(!problems.isEmpty() && problems.getFirst().contains("expected"), problems::toString);
  }

  @Test
  void aLongValueIsShownWhereItBecomesAnother() throws Exception {
    ObjectNode mutant = (ObjectNode) good();
    ObjectNode packet = (ObjectNode) mutant.at("/esp/0");
    String right = packet.get("packet").textValue();
    String wrong = right.substring(0, right.length() - 1) + (right.endsWith("0") ? "1" : "0");
    packet.put("packet", wrong);
    String problem = Verification.problems(VectorJson.read("x.json", mutant.toString())).getFirst();
    String end = right.substring(right.length() - 8, right.length() - 1);
    assertTrue(
        problem.startsWith("/esp/0/packet: expected ...")
            && problem.contains(end + right.substring(right.length() - 1) + " (characters")
            && problem.contains(end + wrong.substring(right.length() - 1) + " (characters"),
        problem);
  }
}
