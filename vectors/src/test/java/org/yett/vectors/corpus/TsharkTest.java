package org.yett.vectors.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.MessageValue;
import org.yett.vectors.exchange.StepValue;
import org.yett.vectors.exchange.VectorJson;

/** tshark reads the captures, and decrypts messages with the keys of their generation. */
class TsharkTest {

  private static final String NO_INTEGRITY = "NONE [RFC4306]";

  @TempDir private Path directory;

  private record Frame(String payloads, String remarks) {}

  @BeforeAll
  static void findTshark() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/tshark"));
    if (!there) {
      System.out.println("not run: no tshark");
    }
    assumeTrue(there, "not run: no tshark");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "addke-2|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "prf-sha256-aes128gcm|AES-GCM-128 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "cbc256-sha512|AES-CBC-256 [RFC3602]|HMAC_SHA2_512_256 [RFC4868]",
        "rekey-ike-followup-1|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "auth-ecdsa-p256|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "auth-ml-dsa-65-unfragmented|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "intermediate-clear-payload|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "ppk-auth-addke-1|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "ppk-intermediate-addke-1|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
        "nat-initiator|AES-GCM-256 with 16 octet ICV [RFC5282]|" + NO_INTEGRITY,
      })
  void everyMessageIsDecryptedWithTheKeysOfItsGeneration(
      String id, String encryption, String integrity) throws Exception {
    String file = "positive/" + id + ".json";
    ExchangeVector vector = VectorJson.read(file, CorpusFiles.bundled().documents().get(file));
    Path capture = Files.write(directory.resolve("vector.pcapng"), CaptureForm.of(vector));
    int decrypted = 0;
    for (StepValue step : vector.steps()) {
      if (step.name().startsWith("SK_*")) {
        Map<Integer, Frame> frames = decrypt(capture, table(step, encryption, integrity));
        for (MessageValue message : vector.messages()) {
          if (isUnder(step, message) && isReadable(message)) {
            Frame frame = frames.get(message.parts().getFirst().datagram());
            String expected =
                Stream.of(
                        types(message, payload -> payload.offset() < message.preamble()),
                        Stream.of("46"),
                        types(message, payload -> payload.offset() >= message.preamble()))
                    .flatMap(types -> types)
                    .collect(Collectors.joining(","));
            assertEquals(expected, frame.payloads(), step.name() + ", message " + message.number());
            assertTrue(!frame.remarks().contains("incorrect"), frame.remarks());
            decrypted++;
          }
        }
      }
    }
    long expected =
        vector.messages().stream()
            .filter(message -> message.generation() >= 0 && isReadable(message))
            .count();
    assertTrue(decrypted >= 2, decrypted + " messages");
    assertEquals(expected, decrypted);
  }

  private static Stream<String> types(
      MessageValue message, Predicate<MessageValue.PayloadValue> which) {
    return message.payloads().stream().filter(which).map(payload -> String.valueOf(payload.type()));
  }

  /** tshark does not decrypt fragments, and shows nothing of an empty message. */
  private static boolean isReadable(MessageValue message) {
    return message.parts().size() == 1 && !message.payloads().isEmpty();
  }

  private static boolean isUnder(StepValue step, MessageValue message) {
    String suffix = message.generation() == 0 ? "" : "(" + message.generation() + ")";
    return message.generation() >= 0
        && step.name().equals("SK_*" + suffix)
        && message.spis().equals(value(step, "SPIi") + value(step, "SPIr"));
  }

  private static String value(StepValue step, String name) {
    Optional<StepValue.Named> input =
        step.inputs().stream().filter(value -> value.name().equals(name)).findFirst();
    return input
        .or(() ->
            step.outputs().stream()
                .filter(value -> value.name().replaceFirst("\\(.*", "").equals(name))
                .findFirst())
        .orElseThrow()
        .value();
  }

  private static String table(StepValue step, String encryption, String integrity) {
    return "uat:ikev2_decryption_table:%s,%s,%s,%s,\"%s\",%s,%s,\"%s\""
        .formatted(
            value(step, "SPIi"),
            value(step, "SPIr"),
            value(step, "SK_ei"),
            value(step, "SK_er"),
            encryption,
            orEmpty(value(step, "SK_ai")),
            orEmpty(value(step, "SK_ar")),
            integrity);
  }

  private static String orEmpty(String hex) {
    return hex.isEmpty() ? "\"\"" : hex;
  }

  private static Map<Integer, Frame> decrypt(Path capture, String table)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "/usr/bin/tshark",
                "-r",
                capture.toString(),
                "-o",
                table,
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-e",
                "frame.number",
                "-e",
                "isakmp.typepayload",
                "-e",
                "_ws.expert.message")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), "tshark");
    Map<Integer, Frame> frames = new HashMap<>();
    for (String line : out.lines().toList()) {
      String[] fields = line.split("\\|", 3);
      // Proposals (2) and transforms (3) are told like payloads.
      String payloads =
          List.of(fields[1].split(",", -1)).stream()
              .filter(type -> !type.equals("2") && !type.equals("3"))
              .collect(Collectors.joining(","));
      frames.put(Integer.parseInt(fields[0]), new Frame(payloads, fields[2]));
    }
    return frames;
  }
}
