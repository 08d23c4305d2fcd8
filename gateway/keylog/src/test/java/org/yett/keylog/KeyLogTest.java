package org.yett.keylog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.esp.packet.EspTrailer;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.JcaTransforms;
import org.yett.gateway.capture.CaptureInterface;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.IpPacket;
import org.yett.gateway.capture.LinkType;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.decrypt.CaptureDecryption;
import org.yett.gateway.decrypt.DecryptionSummary;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.exchange.IkeEngine;
import org.yett.ike.sim.Pair;
import org.yett.spec.iana.IntegrityAlgorithm;

class KeyLogTest {
  private static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem512-ke2_mlkem768";
  private static final String CLASSICAL = "aes128-sha256-x25519";

  @TempDir private Path directory;

  /** Two ends of which the initiator logs its keys; everything is captured. */
  private Path run(String proposals) throws IOException {
    KeyLog log = KeyLog.open(directory.resolve("keys"));
    Path file = directory.resolve("wire.pcapng");
    try (PcapngWriter writer = PcapngWriter.create(file, "test")) {
      int link = writer.add(new CaptureInterface("wire", LinkType.RAW, ""));
      Pair pair =
          Pair.builder(3)
              .both(host -> host.ikeProposals(proposals).espProposals("aes256gcm16-noesn"))
              .factory((config, randomness, traces, seam, transitions) ->
                  new ListeningEndpoint(
                      IkeEngine.create(
                          config,
                          randomness,
                          KeyExchanges.standard(),
                          (ikeSa, side) -> log.of(ikeSa, side),
                          seam,
                          transitions),
                      log))
              .build();
      pair.simulation()
          .onPath(datagram -> {
            try {
              writer.write(
                  CapturedPacket.of(
                      link,
                      pair.simulation().now(),
                      IpPacket.udp(
                          datagram.source().ip(),
                          datagram.source().port(),
                          datagram.destination().ip(),
                          datagram.destination().port(),
                          datagram.octets().toArray())));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return List.of(datagram);
          });
      pair.initiate();
      assertTrue(pair.simulation().runUntil(pair::isEstablished, Duration.ofSeconds(60)));
      ChildSa sending = pair.initiator().childSas().outbound().getFirst();
      writer.write(
          CapturedPacket.of(link, pair.simulation().now(), esp(sending, sending.outbound())));
    }
    return file;
  }

  /** An ESP packet in UDP, with a UDP datagram in a tunnelled packet. */
  private static byte[] esp(ChildSa sa, ChildSa.Keys keys) {
    byte[] inner =
        IpPacket.udp(
            InetAddress.ofLiteral("10.1.0.1"),
            1234,
            InetAddress.ofLiteral("10.2.0.1"),
            5678,
            "hidden".getBytes(StandardCharsets.US_ASCII));
    EspSuite suite =
        EspSuite.of(
                sa.suite().encryption().orElseThrow(),
                sa.suite().encryptionKeyLength(),
                sa.suite().integrity().orElse(IntegrityAlgorithm.NONE))
            .orElseThrow();
    int padding = suite.padLength(inner.length);
    byte[] packet = new byte[suite.sealedLength(inner.length)];
    System.arraycopy(inner, 0, packet, suite.payloadOffset(), inner.length);
    EspTrailer.write(packet, suite.payloadOffset() + inner.length, padding, 4);
    try (EspKeys espKeys = new EspKeys(suite, keys.encryption().copy(), keys.integrity().copy())) {
      int length =
          JcaTransforms.platform()
              .sealer(espKeys, false, IvSource.none())
              .seal(
                  packet, 0, inner.length + padding + EspSuite.TRAILER_LENGTH, sa.outboundSpi(), 1);
      assertEquals(packet.length, length);
    }
    return IpPacket.udp(sa.path().local().ip(), 4500, sa.path().remote().ip(), 4500, packet);
  }

  private static List<String> tshark(Path config, Path capture, String... fields)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("WIRESHARK_CONFIG_DIR", config.toString());
    Process process = builder.start();
    List<String> lines = process.inputReader().readAllLines();
    assertEquals(0, process.waitFor());
    return lines;
  }

  private static void requireTshark() {
    try {
      Process process = new ProcessBuilder("tshark", "--version").redirectErrorStream(true).start();
      assertFalse(process.inputReader().readAllLines().isEmpty());
    } catch (IOException e) {
      Assumptions.abort("tshark is not installed (Debian package tshark)");
    }
  }

  @Test
  void whatWasLoggedOpensEverythingThatWasSent() throws IOException {
    Path capture = run(HYBRID);
    DecryptionSummary summary;
    try (CaptureReader reader = CaptureReader.open(capture);
        PcapngWriter writer = PcapngWriter.create(directory.resolve("plain.pcapng"), "test")) {
      summary =
          CaptureDecryption.run(
              reader, writer, KeyRing.of(KeyLogReader.read(directory.resolve("keys"))));
    }
    assertEquals(6, summary.opened());
    assertEquals(0, summary.sealedIke());
    assertEquals(1, summary.espPackets());
    assertEquals(1, summary.innerPackets());
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    run(HYBRID);
    try (Stream<Path> all = Files.walk(directory.resolve("keys"))) {
      for (Path path : all.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertTrue(mode.endsWith("------"), path + " " + mode);
      }
    }
  }

  @Test
  void aSecondLogInTheSameDirectoryIsAnotherFile() throws IOException {
    KeyLog first = KeyLog.open(directory);
    KeyLog second = KeyLog.open(directory);
    assertFalse(first.equals(second));
    try (Stream<Path> all = Files.list(directory)) {
      assertEquals(2, all.filter(file -> file.toString().endsWith(".jsonl")).count());
    }
  }

  @Test
  void wiresharkReadsEachEpochWithItsTable() throws Exception {
    requireTshark();
    Path capture = run(HYBRID);
    for (int epoch = 0; epoch <= 2; epoch++) {
      Path config = directory.resolve("keys").resolve("epoch-" + epoch);
      List<String> lines =
          tshark(
              config,
              capture,
              "isakmp.exchangetype",
              "isakmp.messageid",
              "isakmp.key_exchange.dh_group",
              "isakmp.id.data.fqdn");
      List<String> readable = lines.stream().filter(line -> !line.startsWith("\t")).toList();
      // Who decrypts with other keys sees other methods and names.
      assertEquals(epoch == 0, readable.contains("43\t0x00000001\t35\t"), epoch + ": " + lines);
      assertEquals(epoch == 1, readable.contains("43\t0x00000002\t36\t"), epoch + ": " + lines);
      assertEquals(
          epoch == 2,
          readable.contains("35\t0x00000003\t\tinitiator.example,responder.example"),
          epoch + ": " + lines);
    }
  }

  @Test
  void wiresharkReadsAesCbcAndEsp() throws Exception {
    requireTshark();
    Path capture = run(CLASSICAL);
    List<String> lines =
        tshark(
            directory.resolve("keys").resolve("epoch-0"),
            capture,
            "isakmp.exchangetype",
            "isakmp.typepayload",
            "udp.dstport");
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("35\t46,35,")), lines.toString());
    assertTrue(lines.getLast().endsWith("4500,5678"), lines.toString());
  }
}
