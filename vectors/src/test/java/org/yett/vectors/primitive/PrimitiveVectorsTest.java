package org.yett.vectors.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the whole corpus. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrimitiveVectorsTest {

  /** How many vectors of each set must have been run: a shrinking corpus does not pass quietly. */
  private static final Map<String, Integer> EXECUTED =
      Map.ofEntries(
          Map.entry("acvp-ikev2-kdf-sha2-256", 1),
          Map.entry("acvp-ml-kem-1024-decapsulation", 10),
          Map.entry("acvp-ml-kem-1024-encapsulation", 25),
          Map.entry("acvp-ml-kem-1024-key-generation", 25),
          Map.entry("acvp-ml-kem-512-decapsulation", 10),
          Map.entry("acvp-ml-kem-512-encapsulation", 25),
          Map.entry("acvp-ml-kem-512-key-generation", 25),
          Map.entry("acvp-ml-kem-768-decapsulation", 10),
          Map.entry("acvp-ml-kem-768-encapsulation", 25),
          Map.entry("acvp-ml-kem-768-key-generation", 25),
          Map.entry("cavp-ikev2-prf-plus-sha2-256", 3),
          Map.entry("cavp-ikev2-prf-plus-sha2-384", 2),
          Map.entry("cavp-ikev2-prf-plus-sha2-512", 2),
          Map.entry("cavp-ikev2-skeyseed-sha2-256", 2),
          Map.entry("cavp-ikev2-skeyseed-sha2-384", 2),
          Map.entry("cavp-ikev2-skeyseed-sha2-512", 2),
          Map.entry("cctv-ml-kem-1024-modulus", 1040),
          Map.entry("cctv-ml-kem-1024-strcmp", 1),
          Map.entry("cctv-ml-kem-512-modulus", 775),
          Map.entry("cctv-ml-kem-512-strcmp", 1),
          Map.entry("cctv-ml-kem-768-modulus", 780),
          Map.entry("cctv-ml-kem-768-strcmp", 1),
          Map.entry("rfc3526-modp-2048", 10),
          Map.entry("rfc3526-modp-3072", 10),
          Map.entry("rfc3526-modp-4096", 10),
          Map.entry("rfc3526-modp-6144", 10),
          Map.entry("rfc3526-modp-8192", 10),
          Map.entry("rfc3602-aes-cbc", 8),
          Map.entry("rfc4868-hmac-sha2-256", 14),
          Map.entry("rfc4868-hmac-sha2-384", 14),
          Map.entry("rfc4868-hmac-sha2-512", 14),
          Map.entry("rfc5903-ecp-256", 2),
          Map.entry("rfc5903-ecp-384", 2),
          Map.entry("rfc5903-ecp-521", 2),
          Map.entry("rfc6932-brainpool-256", 2),
          Map.entry("rfc6932-brainpool-384", 2),
          Map.entry("rfc6932-brainpool-512", 2),
          Map.entry("rfc7634-esp", 1),
          Map.entry("rfc7634-ike", 1),
          Map.entry("rfc7748-x25519", 4),
          Map.entry("rfc7748-x448", 4),
          Map.entry("wycheproof-aes-cbc", 72),
          Map.entry("wycheproof-aes-gcm", 197),
          Map.entry("wycheproof-chacha20-poly1305", 316),
          Map.entry("wycheproof-ecdh-secp256r1", 347),
          Map.entry("wycheproof-ecdh-secp384r1", 788),
          Map.entry("wycheproof-ecdh-secp521r1", 649),
          Map.entry("wycheproof-hmac-sha2-256", 174),
          Map.entry("wycheproof-hmac-sha2-384", 174),
          Map.entry("wycheproof-hmac-sha2-512", 174),
          Map.entry("wycheproof-ml-kem-1024-decapsulation", 193),
          Map.entry("wycheproof-ml-kem-1024-encapsulation", 269),
          Map.entry("wycheproof-ml-kem-1024-key-generation", 100),
          Map.entry("wycheproof-ml-kem-512-decapsulation", 193),
          Map.entry("wycheproof-ml-kem-512-encapsulation", 261),
          Map.entry("wycheproof-ml-kem-512-key-generation", 100),
          Map.entry("wycheproof-ml-kem-768-decapsulation", 193),
          Map.entry("wycheproof-ml-kem-768-encapsulation", 265),
          Map.entry("wycheproof-ml-kem-768-key-generation", 100),
          Map.entry("wycheproof-signature-ecdsa-secp256r1-sha256", 484),
          Map.entry("wycheproof-signature-ecdsa-secp384r1-sha384", 504),
          Map.entry("wycheproof-signature-ecdsa-secp521r1-sha512", 542),
          Map.entry("wycheproof-signature-ed25519", 151),
          Map.entry("wycheproof-signature-ed448", 87),
          Map.entry("wycheproof-signature-rsa-pss-2048-sha256", 108),
          Map.entry("wycheproof-signature-rsa-pss-4096-sha512", 179),
          Map.entry("wycheproof-signature-ml-dsa-44", 173),
          Map.entry("wycheproof-signature-ml-dsa-65", 203),
          Map.entry("wycheproof-signature-ml-dsa-87", 234),
          Map.entry("wycheproof-x25519", 518),
          Map.entry("wycheproof-x448", 510));

  /** How many vectors of the sources are not run, by set. */
  private static final Map<String, Integer> LEFT_OUT =
      Map.ofEntries(
          Map.entry("acvp-ikev2-kdf-sha2-256", 1),
          Map.entry("wycheproof-aes-cbc", 144),
          Map.entry("wycheproof-aes-gcm", 119),
          Map.entry("wycheproof-chacha20-poly1305", 9),
          Map.entry("wycheproof-ecdh-secp256r1", 8),
          Map.entry("wycheproof-ecdh-secp384r1", 2),
          Map.entry("wycheproof-ecdh-secp521r1", 12),
          Map.entry("wycheproof-signature-ml-dsa-44", 7),
          Map.entry("wycheproof-signature-ml-dsa-65", 7),
          Map.entry("wycheproof-signature-ml-dsa-87", 7));

  private final List<PrimitiveResult> results = new ArrayList<>();

  static Stream<String> sets() {
    return PrimitiveVectors.bundled().stream();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyVectorOfTheSetComesOutAsItsSourceSays(String name) {
    PrimitiveResult result = PrimitiveRunner.run(PrimitiveVectors.load(name));
    results.add(result);
    assertTrue(
        result.failures().isEmpty(),
        () ->
            name
                + ":\n"
                + result.failures().stream()
                    .map(failure -> failure.vector() + ": " + failure.detail())
                    .collect(Collectors.joining("\n")));
    assertEquals(EXECUTED.get(name), result.executed(), "vectors run");
    assertEquals(LEFT_OUT.getOrDefault(name, 0), result.notRun(), "vectors left out");
  }

  @AfterAll
  void printTheTable() {
    System.out.println(PrimitiveReport.table(results));
  }

  @Test
  void theCountsAreOfTheBundledSets() {
    assertEquals(new TreeMap<>(EXECUTED).keySet().stream().toList(), PrimitiveVectors.bundled());
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyFileFollowsTheJsonSchemaAndIsNamedAfterItsSet(String name) throws Exception {
    JsonNode content = json(name + ".json");
    Set<ValidationMessage> violations = schema().validate(content);
    assertTrue(violations.isEmpty(), () -> name + ": " + violations);
    assertEquals(name, content.path("set").asText());
  }

  @Test
  void theCorpusHoldsNoFileThatTheIndexDoesNotName() throws Exception {
    Path directory = Path.of(PrimitiveVectors.class.getResource("index.json").toURI()).getParent();
    try (Stream<Path> files = Files.list(directory)) {
      List<String> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".json"))
              .filter(file -> !file.equals("index.json") && !file.endsWith(".schema.json"))
              .map(file -> file.replace(".json", ""))
              .sorted()
              .toList();
      assertEquals(PrimitiveVectors.bundled(), found);
    }
  }

  private static JsonSchema schema() throws Exception {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(json("primitive-vectors-1.schema.json"));
  }

  private static JsonNode json(String file) throws Exception {
    try (InputStream content = PrimitiveVectors.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(content);
    }
  }
}
