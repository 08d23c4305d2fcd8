package org.yett.vectors.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the checks can fail, and that bad files are told where they are bad. */
class PrimitiveRunnerTest {

  /** One set of each kind, small ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "acvp-ml-kem-512-key-generation",
        "acvp-ml-kem-512-encapsulation",
        "acvp-ml-kem-512-decapsulation",
        "cctv-ml-kem-512-strcmp",
        "rfc7748-x25519",
        "rfc5903-ecp-256",
        "rfc5903-ecp-521",
        "rfc3602-aes-cbc",
        "rfc4868-hmac-sha2-256",
        "cavp-ikev2-skeyseed-sha2-256",
        "cavp-ikev2-prf-plus-sha2-384",
        "acvp-ikev2-kdf-sha2-256",
        "rfc7634-esp",
        "rfc7634-ike"
      })
  void everyOutputOfAValidVectorIsCompared(String name) {
    PrimitiveVectorSet set = PrimitiveVectors.load(name);
    PrimitiveVector vector = set.vectors().getFirst();
    assertInstanceOf(Outcome.Passed.class, set.kind().run(set, vector));
    for (String output : vector.outputs().keySet()) {
      byte[] value = vector.output(output);
      for (int at : new int[] {0, value.length / 2, value.length - 1}) {
        byte[] wrong = value.clone();
        wrong[at] ^= 1;
        Map<String, byte[]> outputs = new HashMap<>(vector.outputs());
        outputs.put(output, wrong);
        PrimitiveVector spoilt =
            new PrimitiveVector(
                vector.id(),
                vector.expectation(),
                vector.note(),
                vector.flags(),
                vector.inputs(),
                outputs);
        assertInstanceOf(Outcome.Failed.class, set.kind().run(set, spoilt), output + " at " + at);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wycheproof-x25519, VALID",
    "wycheproof-ecdh-secp256r1, VALID",
    "wycheproof-aes-gcm, VALID",
    "wycheproof-chacha20-poly1305, VALID",
    "wycheproof-hmac-sha2-256, VALID",
    "wycheproof-ml-kem-512-encapsulation, VALID",
    "wycheproof-ml-kem-512-decapsulation, VALID",
    "wycheproof-ecdh-secp256r1, INVALID",
    "wycheproof-aes-gcm, INVALID",
    "wycheproof-chacha20-poly1305, INVALID",
    "wycheproof-hmac-sha2-256, INVALID",
    "wycheproof-ml-kem-512-encapsulation, INVALID",
    "wycheproof-ml-kem-512-decapsulation, INVALID",
    "wycheproof-signature-ecdsa-secp256r1-sha256, VALID",
    "wycheproof-signature-ecdsa-secp256r1-sha256, INVALID",
    "wycheproof-signature-ed25519, INVALID",
    "wycheproof-signature-rsa-pss-2048-sha256, INVALID",
    "wycheproof-signature-ml-dsa-65, VALID",
    "wycheproof-signature-ml-dsa-65, INVALID",
    "rfc3526-modp-2048, INVALID"
  })
  void theOppositeExpectationFails(String name, PrimitiveVector.Expectation expectation) {
    PrimitiveVectorSet set = PrimitiveVectors.load(name);
    PrimitiveVector vector =
        set.vectors().stream()
            .filter(candidate -> candidate.expectation() == expectation)
            .filter(candidate -> set.kind().run(set, candidate) instanceof Outcome.Passed)
            .findFirst()
            .orElseThrow();
    PrimitiveVector opposite =
        new PrimitiveVector(
            vector.id(),
            expectation == PrimitiveVector.Expectation.VALID
                ? PrimitiveVector.Expectation.INVALID
                : PrimitiveVector.Expectation.VALID,
            vector.note(),
            vector.flags(),
            vector.inputs(),
            vector.outputs());
    assertInstanceOf(Outcome.Failed.class, set.kind().run(set, opposite));
  }

  @Test
  void anEncapsulationKeyThatIsReducedFailsTheModulusSet() {
    PrimitiveVectorSet modulus = PrimitiveVectors.load("cctv-ml-kem-512-modulus");
    PrimitiveVector good =
        PrimitiveVectors.load("acvp-ml-kem-512-encapsulation").vectors().getFirst();
    assertInstanceOf(Outcome.Failed.class, modulus.kind().run(modulus, good));
  }

  @Test
  void sharedValuesAreChangedWhereAVectorSays() {
    PrimitiveVectorSet set =
        read(
            """
            {"schema":"yett-primitive-vectors/1","set":"x","title":"x","kind":"aes-cbc",
             "parameters":{},"source":{"project":"p","repository":"https://r","file":"f",
             "licence":"l","changes":"c"},"shared":{"v":"00010203"},
             "vectors":[{"id":"1","in":{"a":{"of":"v","changes":[[1,"aabb"]]},"b":{"of":"v"}}}]}
            """);
    PrimitiveVector vector = set.vectors().getFirst();
    assertArrayEquals(new byte[] {0, (byte) 0xaa, (byte) 0xbb, 3}, vector.input("a"));
    assertArrayEquals(new byte[] {0, 1, 2, 3}, vector.input("b"));
    assertTrue(vector.optionalInput("c").isEmpty());
    assertThrows(VectorFormatException.class, () -> vector.input("c"));
    assertThrows(VectorFormatException.class, () -> vector.output("c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"yett-primitive-vectors/1\" | \"other/1\" | bad.json: /schema: expected yett-primitive-vectors/1, found other/1",
        "\"aes-cbc\" | \"aes-ctr\" | bad.json: /kind: unknown kind aes-ctr",
        "\"00ff\" | \"00FF\" | bad.json: /vectors/0/in/key: expected pairs of lower-case hexadecimal digits",
        "\"00ff\" | \"00f\" | bad.json: /vectors/0/in/key: expected pairs of lower-case hexadecimal digits",
        "\"00ff\" | 7 | bad.json: /vectors/0/in/key: expected a string",
        "\"00ff\" | {\"of\":\"v\"} | bad.json: /vectors/0/in/key/of: no shared value v",
        "\"00ff\" | {\"of\":\"s\",\"changes\":[[2,\"00\"]]} | bad.json: /vectors/0/in/key/changes/0: expected an offset and digits inside the shared value",
        "\"valid\" | \"fine\" | bad.json: /vectors/0/result: expected valid, invalid or acceptable, found fine",
        "\"title\" | \"titel\" | bad.json: /titel: unknown field",
        "\"id\":\"2\" | \"id\":\"1\" | bad.json: /vectors/1/id: a second vector 1",
        "{\"n\":1} | {\"n\":-1} | bad.json: /parameters/n: expected a number that is not negative",
        "\"changes\":\"c\" | \"changes\":1 | bad.json: /source/changes: expected a string"
      })
  void aFileThatBreaksTheSchemaIsToldWhere(String good, String bad, String message) {
    String text =
        """
        {"schema":"yett-primitive-vectors/1","set":"x","title":"x","kind":"aes-cbc",
         "parameters":{"n":1},"shared":{"s":"0102"},"source":{"project":"p",
         "repository":"https://r","file":"f","licence":"l","changes":"c"},
         "vectors":[{"id":"1","result":"valid","in":{"key":"00ff"}},{"id":"2","in":{}}]}
        """;
    assertEquals(2, read(text).vectors().size());
    assertTrue(text.contains(good), good);
    VectorFormatException error =
        assertThrows(
            VectorFormatException.class,
            () ->
                read(
                    text.replaceFirst(
                        java.util.regex.Pattern.quote(good),
                        java.util.regex.Matcher.quoteReplacement(bad))));
    assertEquals(message, error.getMessage());
  }

  @Test
  void whatIsNotJsonIsToldSo() {
    VectorFormatException error =
        assertThrows(VectorFormatException.class, () -> read("{\"schema\":"));
    assertTrue(error.getMessage().startsWith("bad.json: not JSON: "), error.getMessage());
    assertThrows(VectorFormatException.class, () -> PrimitiveVectors.load("no-such-set"));
  }

  @Test
  void theTableCountsAndNamesFailures() {
    PrimitiveVectorSet set = PrimitiveVectors.load("rfc7634-ike");
    PrimitiveResult result =
        new PrimitiveResult(
            set,
            3,
            List.of(new PrimitiveResult.Failure("vector 9", "wrong")),
            Map.of("no reason", 2));
    String table = PrimitiveReport.table(List.of(result));
    assertTrue(table.contains("rfc7634-ike         3         1         2"), table);
    assertTrue(table.contains("FAILED vector 9: wrong"), table);
    assertTrue(table.contains("left out 2: no reason"), table);
    assertTrue(table.lines().toList().getLast().startsWith("total"), table);
    assertEquals(4, result.executed());
    assertEquals(2, result.notRun());
    assertFalse(result.failures().isEmpty());
  }

  private static PrimitiveVectorSet read(String text) {
    return PrimitiveVectors.read("bad.json", new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
