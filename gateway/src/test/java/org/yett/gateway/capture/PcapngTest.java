package org.yett.gateway.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.decrypt.Tshark;

class PcapngTest {
  private static final Instant TIME = Instant.parse("2026-11-23T22:00:00.123456789Z");

  private static byte[] file(List<CapturedPacket> packets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, "test")) {
      writer.add(new CaptureInterface("eth0", LinkType.ETHERNET, "the wire"));
      writer.add(new CaptureInterface("inner", LinkType.RAW, ""));
      for (CapturedPacket packet : packets) {
        writer.write(packet);
      }
    }
    return out.toByteArray();
  }

  private static List<CapturedPacket> read(byte[] file) throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(file))) {
      for (Optional<CapturedPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
        packets.add(next.get());
      }
    }
    return packets;
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    List<CapturedPacket> packets =
        List.of(
            CapturedPacket.of(0, TIME, new byte[] {1, 2, 3})
                .withComment("eins")
                .withComment("zwei"),
            CapturedPacket.of(1, TIME.plusSeconds(1), new byte[0]),
            new CapturedPacket(1, TIME, new byte[] {4}, 1500, List.of("größer")));
    List<CapturedPacket> read = read(file(packets));
    assertEquals(3, read.size());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(packets.get(i).frame(), read.get(i).frame());
      assertEquals(packets.get(i).time(), read.get(i).time());
      assertEquals(packets.get(i).comments(), read.get(i).comments());
      assertEquals(packets.get(i).interfaceIndex(), read.get(i).interfaceIndex());
      assertEquals(packets.get(i).isCut(), read.get(i).isCut());
    }
  }

  @Test
  void aFileThatEndsInsideAPacketEndsBeforeIt() throws IOException {
    byte[] file =
        file(
            List.of(
                CapturedPacket.of(0, TIME, new byte[40]),
                CapturedPacket.of(0, TIME, new byte[40])));
    byte[] cut = java.util.Arrays.copyOf(file, file.length - 5);
    assertEquals(1, read(cut).size());
  }

  @Test
  void aBlockLongerThanAnyPacketIsRefusedBeforeMemoryIsTakenForIt() throws IOException {
    byte[] file = file(List.of());
    byte[] more = java.util.Arrays.copyOf(file, file.length + 8);
    ByteBuffer.wrap(more, file.length, 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(6)
        .putInt(0x7fff_fff0);
    CaptureException refused = assertThrows(CaptureException.class, () -> read(more));
    assertTrue(refused.getMessage().contains("octet " + file.length), refused.getMessage());
  }

  @Test
  void whatIsNoCaptureIsRefused() {
    CaptureException refused =
        assertThrows(CaptureException.class, () -> read("connections {}".getBytes()));
    assertTrue(refused.getMessage().contains("neither pcapng nor pcap"), refused.getMessage());
  }

  @Test
  void pcapOfEitherByteOrderIsRead() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      ByteBuffer file = ByteBuffer.allocate(24 + 16 + 3).order(order);
      file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
      file.putInt(65535).putInt(101);
      file.putInt(1000).putInt(250_000).putInt(3).putInt(9).put(new byte[] {7, 8, 9});
      CapturedPacket packet = read(file.array()).getFirst();
      assertArrayEquals(new byte[] {7, 8, 9}, packet.frame());
      assertEquals(Instant.ofEpochSecond(1000, 250_000_000), packet.time());
      assertTrue(packet.isCut());
    }
  }

  @Property(tries = 300)
  void noOctetsMakeTheReaderThrowAnythingElse(@ForAll @Size(max = 200) byte[] tail)
      throws IOException {
    byte[] file = file(List.of(CapturedPacket.of(0, TIME, new byte[] {1})));
    byte[] all = java.util.Arrays.copyOf(file, file.length + tail.length);
    System.arraycopy(tail, 0, all, file.length, tail.length);
    try {
      assertTrue(!read(all).isEmpty());
    } catch (CaptureException refused) {
      assertTrue(refused.getMessage().startsWith("octet "), refused.getMessage());
    }
  }

  @Test
  void tsharkReadsCommentsInterfacesAndNanoseconds(@TempDir Path directory) throws Exception {
    Tshark.require();
    Path file = directory.resolve("test.pcapng");
    Files.write(
        file, file(List.of(CapturedPacket.of(1, TIME, new byte[] {0x45}).withComment("a remark"))));
    assertEquals(
        List.of("inner\ta remark\t1795471200.123456789"),
        Tshark.fields(
            file, List.of(), "frame.interface_name", "frame.comment", "frame.time_epoch"));
  }
}
