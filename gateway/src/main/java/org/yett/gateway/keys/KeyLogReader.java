package org.yett.gateway.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.yett.gateway.keys.KeyLogEntry.Protection;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * Reads key logs: {@code keys-*.jsonl}, one JSON object a line. A last line that is not ended is
 * being written and is left out.
 */
public final class KeyLogReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private int line;

  private KeyLogReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a key log, or all of a directory, in the order of their times.
   *
   * @throws KeyLogException if a line is not one of a key log, or a directory has none
   */
  public static List<KeyLogEntry> read(Path fileOrDirectory) throws IOException {
    if (!Files.isDirectory(fileOrDirectory)) {
      return new KeyLogReader(fileOrDirectory).entries();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(fileOrDirectory)) {
      files = all.filter(KeyLogReader::isKeyLog).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new KeyLogException(fileOrDirectory + " has no key log (keys-*.jsonl)");
    }
    List<KeyLogEntry> entries = new ArrayList<>();
    for (Path each : files) {
      entries.addAll(new KeyLogReader(each).entries());
    }
    entries.sort(Comparator.comparing(KeyLogEntry::time));
    return entries;
  }

  private static boolean isKeyLog(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("keys-") && name.endsWith(".jsonl");
  }

  private List<KeyLogEntry> entries() throws IOException {
    String text = Files.readString(file);
    List<KeyLogEntry> entries = new ArrayList<>();
    int at = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      line++;
      String content = text.substring(at, end).strip();
      at = end + 1;
      if (!content.isEmpty()) {
        entries.add(entry(content));
      }
    }
    return entries;
  }

  private KeyLogEntry entry(String content) throws KeyLogException {
    try {
      JsonNode node = JSON.readTree(content);
      Instant time = Instant.parse(text(node, "time"));
      return switch (text(node, "type")) {
        case "algorithms" ->
            new KeyLogEntry.IkeAlgorithms(
                time,
                new IkeSpis(
                    Long.parseUnsignedLong(text(node, "spi_i"), 16),
                    Long.parseUnsignedLong(text(node, "spi_r"), 16)),
                PseudorandomFunction.of(number(node, "prf")),
                protection(node));
        case "step" ->
            new KeyLogEntry.Step(
                time,
                number(node, "ike_sa"),
                Side.valueOf(text(node, "side").toUpperCase(Locale.ROOT)),
                new KeyStep(
                    text(node, "name"),
                    text(node, "clause"),
                    text(node, "formula"),
                    values(node, "inputs"),
                    values(node, "outputs")));
        case "esp" ->
            new KeyLogEntry.EspSa(
                time,
                Integer.parseUnsignedInt(text(node, "spi"), 16),
                InetAddress.ofLiteral(text(node, "source")),
                InetAddress.ofLiteral(text(node, "destination")),
                truth(node, "udp"),
                truth(node, "esn"),
                protection(node),
                secret(node, "encryption_key"),
                secret(node, "integrity_key"));
        default ->
            throw new KeyLogException(
                file, line, "type: expected algorithms, step or esp, not " + node.get("type"));
      };
    } catch (JsonProcessingException e) {
      throw new KeyLogException(file, line, "expected a JSON object");
    } catch (DateTimeException e) {
      throw new KeyLogException(file, line, "time: expected an ISO 8601 instant");
    } catch (IllegalArgumentException e) {
      throw new KeyLogException(file, line, "a value is not what its field holds");
    }
  }

  private Protection protection(JsonNode node) throws KeyLogException {
    return new Protection(
        EncryptionAlgorithm.of(number(node, "encryption")),
        node.hasNonNull("key_bits")
            ? OptionalInt.of(number(node, "key_bits"))
            : OptionalInt.empty(),
        IntegrityAlgorithm.of(number(node, "integrity")));
  }

  private List<KeyValue> values(JsonNode node, String field) throws KeyLogException {
    List<KeyValue> values = new ArrayList<>();
    for (JsonNode each : field(node, field)) {
      values.add(new KeyValue(text(each, "name"), secret(each, "value"), !truth(each, "secret")));
    }
    return values;
  }

  private Secret secret(JsonNode node, String field) throws KeyLogException {
    return Secret.adopt(HexFormat.of().parseHex(text(node, field)));
  }

  private String text(JsonNode node, String field) throws KeyLogException {
    JsonNode value = field(node, field);
    if (!value.isTextual()) {
      throw new KeyLogException(file, line, field + ": expected a text");
    }
    return value.textValue();
  }

  private int number(JsonNode node, String field) throws KeyLogException {
    JsonNode value = field(node, field);
    if (!value.canConvertToInt()) {
      throw new KeyLogException(file, line, field + ": expected a number");
    }
    return value.intValue();
  }

  private boolean truth(JsonNode node, String field) throws KeyLogException {
    JsonNode value = field(node, field);
    if (!value.isBoolean()) {
      throw new KeyLogException(file, line, field + ": expected true or false");
    }
    return value.booleanValue();
  }

  private JsonNode field(JsonNode node, String field) throws KeyLogException {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new KeyLogException(file, line, field + " is missing");
    }
    return value;
  }
}
