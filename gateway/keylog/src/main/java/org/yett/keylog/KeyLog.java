package org.yett.keylog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * Writes what it hears to a directory: {@code keys-PROCESS-N.jsonl}, one JSON object a line with
 * every step of the key schedule and of authentication, and tables for Wireshark. Lines are written
 * at once, so that a crash leaves what led to it. A disk that is full stops no gateway.
 */
public final class KeyLog implements KeyTraces {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final WiresharkTables tables;
  private final InstantSource clock;
  private final Map<IkeSpis, IkeCipher> ciphers = new HashMap<>();

  private KeyLog(Path file, WiresharkTables tables, InstantSource clock) {
    this.file = file;
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * Begins a log of this process.
   *
   * @param directory made if it is not there; nobody else may read it
   * @throws IOException if it cannot be written
   */
  public static KeyLog open(Path directory) throws IOException {
    Private.directory(directory);
    long process = ProcessHandle.current().pid();
    for (int number = 1; ; number++) {
      Path file = directory.resolve("keys-%d-%d.jsonl".formatted(process, number));
      if (!Files.exists(file)) {
        Private.file(file);
        return new KeyLog(file, WiresharkTables.in(directory), InstantSource.system());
      }
    }
  }

  @Override
  public KeyTrace of(IkeSaId ikeSa, Side side) {
    return new KeyTrace() {
      @Override
      public void algorithms(IkeSpis spis, Prf prf, IkeCipher cipher) {
        hearAlgorithms(spis, prf, cipher);
      }

      @Override
      public void step(KeyStep step) {
        hearStep(ikeSa, side, step);
      }
    };
  }

  private synchronized void hearAlgorithms(IkeSpis spis, Prf prf, IkeCipher cipher) {
    if (ciphers.put(spis, cipher) != null) {
      return;
    }
    ObjectNode node = begin("algorithms");
    node.put("spi_i", HexFormat.of().toHexDigits(spis.initiator()));
    node.put("spi_r", HexFormat.of().toHexDigits(spis.responder()));
    node.put("prf", prf.id().value());
    protection(node, cipher.encryption(), cipher.keyBits(), cipher.integrity());
    node.put("text", prf.id() + ", " + cipher);
    write(node);
  }

  private synchronized void hearStep(IkeSaId ikeSa, Side side, KeyStep step) {
    ObjectNode node = begin("step");
    node.put("ike_sa", ikeSa.value());
    node.put("side", side.name().toLowerCase(Locale.ROOT));
    node.put("name", step.name());
    node.put("clause", step.clause());
    node.put("formula", step.formula());
    values(node.putArray("inputs"), step.inputs());
    values(node.putArray("outputs"), step.outputs());
    write(node);
    try {
      IkeKeyRow.of(step, ciphers).ifPresent(tables::add);
    } catch (RuntimeException e) {
      LOG.error("the tables for Wireshark are not complete: {}", e.toString());
    }
  }

  /** Hears of a Child SA, whose keys are lent. */
  synchronized void childSa(ChildSa sa) {
    var local = sa.path().local().ip();
    var remote = sa.path().remote().ip();
    direction(sa, EspKeyRow.of(sa, sa.inboundSpi(), remote, local, sa.inbound()));
    direction(sa, EspKeyRow.of(sa, sa.outboundSpi(), local, remote, sa.outbound()));
  }

  private void direction(ChildSa sa, EspKeyRow row) {
    ObjectNode node = begin("esp");
    node.put("child", sa.name());
    node.put("spi", HexFormat.of().toHexDigits(row.spi()));
    node.put("source", row.source().getHostAddress());
    node.put("destination", row.destination().getHostAddress());
    node.put("udp", sa.udpEncapsulated());
    node.put("esn", sa.suite().extendedSequenceNumbers());
    protection(node, row.encryption(), row.keyBits(), row.integrity());
    node.put("encryption_key", hex(row.keys().encryption()));
    node.put("integrity_key", hex(row.keys().integrity()));
    node.put("text", sa.suite().toString());
    write(node);
    try {
      tables.add(row);
    } catch (RuntimeException e) {
      LOG.error("the tables for Wireshark are not complete: {}", e.toString());
    }
  }

  private ObjectNode begin(String type) {
    return JSON.createObjectNode().put("type", type).put("time", clock.instant().toString());
  }

  private static void protection(
      ObjectNode node,
      EncryptionAlgorithm encryption,
      OptionalInt keyBits,
      IntegrityAlgorithm integrity) {
    node.put("encryption", encryption.value());
    keyBits.ifPresent(bits -> node.put("key_bits", bits));
    node.put("integrity", integrity.value());
  }

  private static void values(ArrayNode array, List<KeyValue> values) {
    for (KeyValue value : values) {
      array
          .addObject()
          .put("name", value.name())
          .put("value", hex(value.secret()))
          .put("secret", !value.isPublic());
    }
  }

  static String hex(Secret secret) {
    return secret.lend(octets -> HexFormat.of().formatHex(octets));
  }

  private void write(ObjectNode node) {
    try {
      Files.write(file, (node + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.error("the key log is not complete: {}", e.toString());
    }
  }
}
