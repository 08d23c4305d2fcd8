package org.yett.gateway.decrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.keys.KeyLogEntry;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.wire.Side;

class CaptureDecryptionTest {
  private static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke2_mlkem512";

  @TempDir private Path directory;

  private static SimulatedCapture wholeLife() throws IOException {
    SimulatedCapture capture =
        new SimulatedCapture(
                7,
                host ->
                    host.ikeProposals(HYBRID)
                        .espProposals("aes256gcm16-x25519-ke1_mlkem768")
                        .fragmentSize(576))
            .handshake();
    capture.pair().rekeyIke(capture.pair().initiator());
    capture.settle();
    capture.pair().rekeyChild(capture.pair().responder());
    capture.settle();
    capture.pair().terminate(capture.pair().initiator());
    capture.settle();
    return capture;
  }

  private record Result(DecryptionSummary summary, List<CapturedPacket> packets, byte[] file) {
    List<String> comments() {
      return packets.stream().map(packet -> String.join("\n", packet.comments())).toList();
    }
  }

  private static Result decrypt(byte[] capture, List<KeyLogEntry> keys) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    DecryptionSummary summary;
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(capture));
        PcapngWriter writer = new PcapngWriter(plain, "test")) {
      summary = CaptureDecryption.run(reader, writer, KeyRing.of(keys));
    }
    List<CapturedPacket> packets = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(plain.toByteArray()))) {
      for (Optional<CapturedPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
        packets.add(next.get());
      }
    }
    return new Result(summary, packets, plain.toByteArray());
  }

  @Test
  void everyMessageOfAHybridIkeSaIsOpenedUnderTheKeysOfItsEpoch() throws IOException {
    SimulatedCapture capture = wholeLife();
    Result result = decrypt(capture.file(), capture.keys());
    assertEquals(0, result.summary().sealedIke());
    assertTrue(result.summary().reassembled() >= 2, "ML-KEM keys take several fragments");
    assertEquals(result.packets().size(), result.summary().ikeMessages());
    List<String> comments = result.comments();
    assertTrue(
        comments.stream()
            .anyMatch(c ->
                c.matches(
                    "IKE_INTERMEDIATE request 1 \\{KE\\(.*768.*\\)\\}; under SK_ei; put together"
                        + " from 3 fragments.*RFC 9370 2.2.2.*RFC 7383 2.5.*")),
        comments.toString());
    assertTrue(
        comments.stream()
            .anyMatch(
                c -> c.startsWith("IKE_INTERMEDIATE request 2 ") && c.contains("under SK_ei(1)")),
        comments.toString());
    assertTrue(
        comments.stream()
            .anyMatch(c -> c.startsWith("IKE_AUTH request 3 ") && c.contains("under SK_ei(2)")),
        comments.toString());
    assertTrue(
        comments.stream()
            .anyMatch(c -> c.startsWith("IKE_FOLLOWUP_KE request") && c.contains("RFC 9370 2.2.4")),
        comments.toString());
    assertTrue(comments.stream().anyMatch(c -> c.contains("RFC 7296 1.3.2")), comments.toString());
    assertTrue(comments.stream().anyMatch(c -> c.contains("RFC 7296 1.3.3")), comments.toString());
    assertTrue(comments.stream().anyMatch(c -> c.contains("RFC 7296 1.4.1")), comments.toString());
  }

  @Test
  void theKeysOfOneEndAreEnough() throws IOException {
    SimulatedCapture capture = wholeLife();
    assertEquals(0, decrypt(capture.file(), capture.keys(Side.RESPONDER)).summary().sealedIke());
  }

  @Test
  void withoutKeysMessagesStayAsTheyAreAndTheCommentSaysSo() throws IOException {
    SimulatedCapture capture = wholeLife();
    Result result = decrypt(capture.file(), List.of());
    assertEquals(2, result.summary().ikeMessages());
    assertEquals(capture.datagrams().size() - 2, result.summary().sealedIke());
    assertTrue(
        result.comments().stream().anyMatch(c -> c.contains("no keys of this IKE SA are at hand")));
  }

  @Test
  void aCaptureThatBeginsAfterTheFirstFragmentKeepsTheOthersEncrypted() throws IOException {
    SimulatedCapture capture = wholeLife();
    byte[] file = capture.file();
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(file));
        PcapngWriter writer = new PcapngWriter(cut, "test")) {
      var _ = reader.next().orElseThrow();
      writer.add(reader.interfaces().getFirst());
      var _ = reader.next().orElseThrow();
      var _ = reader.next().orElseThrow();
      for (Optional<CapturedPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
        writer.write(next.get());
      }
    }
    Result result = decrypt(cut.toByteArray(), capture.keys());
    assertEquals(2, result.summary().sealedIke());
    assertTrue(result.comments().getLast().contains("other fragments of this message are missing"));
  }

  @Test
  void tsharkReadsEveryPayloadInPlain() throws Exception {
    Tshark.require();
    SimulatedCapture capture = wholeLife();
    Result result = decrypt(capture.file(), capture.keys());
    Path plain = Files.write(directory.resolve("plain.pcapng"), result.file());
    List<String> lines =
        Tshark.fields(
            plain,
            List.of(),
            "isakmp.exchangetype",
            "isakmp.flags",
            "isakmp.typepayload",
            "_ws.malformed",
            "frame.comment",
            "ip.checksum.status",
            "udp.checksum.status");
    assertEquals(result.packets().size(), lines.size());
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      List<String> payloads = List.of(fields[2].split(","));
      assertFalse(payloads.contains("46") || payloads.contains("53"), "still encrypted: " + line);
      assertEquals("", fields[3], "malformed: " + line);
      assertFalse(fields[4].isEmpty(), "no comment: " + line);
    }
    List<String> exchanges = lines.stream().map(line -> line.split("\t")[0]).toList();
    // IKE_INTERMEDIATE twice, IKE_FOLLOWUP_KE twice for the IKE SA and once for the Child SA.
    assertEquals(4, exchanges.stream().filter("43"::equals).count());
    assertEquals(6, exchanges.stream().filter("44"::equals).count());
    assertEquals(
        "34",
        payloads(lines, "43").getFirst(),
        "the first IKE_INTERMEDIATE request holds the KE payload");
    assertTrue(payloads(lines, "35").getFirst().startsWith("35,"), "IKE_AUTH begins with IDi");
  }

  private static List<String> payloads(List<String> lines, String exchange) {
    return lines.stream()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields[0].equals(exchange))
        .map(fields -> fields[2])
        .toList();
  }
}
