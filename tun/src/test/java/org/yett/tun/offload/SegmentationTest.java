package org.yett.tun.offload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.tun.PacketBatch;
import org.yett.tun.Packets;
import org.yett.tun.TrafficCounters;
import org.yett.tun.sys.NativeMemory;

class SegmentationTest {
  private static final int ACK = 0x10;
  private static final int PSH_ACK = 0x18;

  private final TrafficCounters counters = new TrafficCounters();
  private final SegmentJoiner joiner = new SegmentJoiner();
  private NativeMemory memory;
  private SegmentSplitter splitter;
  private SuperPacket superPacket;

  @BeforeEach
  void allocate() {
    memory = NativeMemory.allocate(65545);
    splitter = new SegmentSplitter(memory, counters);
    superPacket = new SuperPacket(memory);
  }

  @AfterEach
  void free() {
    memory.close();
  }

  private static PacketBatch batch(List<byte[]> packets) {
    PacketBatch batch = new PacketBatch(Math.max(1, packets.size()), 7, 1500, 3);
    packets.forEach(packet -> batch.append(packet, 0, packet.length));
    return batch;
  }

  private List<byte[]> split(int octets, int batchSize) {
    List<byte[]> found = new ArrayList<>();
    splitter.begin(octets);
    PacketBatch batch = new PacketBatch(batchSize, 9, 1500, 0);
    while (splitter.hasPending()) {
      batch.clear();
      splitter.deliver(batch);
      for (int i = 0; i < batch.size(); i++) {
        found.add(batch.copy(i));
      }
    }
    return found;
  }

  private List<List<Integer>> groups(List<byte[]> packets) {
    List<List<Integer>> groups = new ArrayList<>();
    int count = joiner.plan(batch(packets));
    for (int group = 0; group < count; group++) {
      List<Integer> members = new ArrayList<>();
      for (int i = joiner.first(group); i >= 0; i = joiner.next(i)) {
        members.add(i);
      }
      assertEquals(joiner.count(group), members.size());
      groups.add(members);
    }
    return groups;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSuperPacketCarriesTheKernelsHeaderAndThePseudoHeadersSum(boolean ipv4) {
    List<byte[]> packets = TcpSegments.run(ipv4, 3, 100, 40);
    PacketBatch batch = batch(packets);
    joiner.plan(batch);
    int octets = superPacket.joined(batch, joiner, 0);
    int ip = ipv4 ? 20 : 40;
    assertEquals(10 + ip + 32 + 240, octets);
    byte[] header = new byte[10];
    memory.get(0, header, 0, 10);
    // flags, type, length of all headers, segment size, start and offset of the checksum
    byte[] expected = {1, (byte) (ipv4 ? 1 : 4), (byte) (ip + 32), 0, 100, 0, (byte) ip, 0, 16, 0};
    assertArrayEquals(expected, header);
    byte[] packet = new byte[octets - 10];
    memory.get(10, packet, 0, packet.length);
    int field = Headers.get16(packet, ip + 16);
    packet[ip + 16] = 0;
    packet[ip + 17] = 0;
    byte[] empty = Arrays.copyOf(packet, packet.length);
    Arrays.fill(empty, ip, empty.length, (byte) 0);
    assertEquals(~TcpSegments.transportChecksum(empty) & 0xFFFF, field);
    assertEquals(PSH_ACK, packet[ip + 13]);
  }

  @Test
  void flowsAreJoinedEachForItselfAndKeepTheirOrder() {
    TcpSegments.Fields a = new TcpSegments.Fields(1, 100, 5, ACK, 10);
    TcpSegments.Fields b = new TcpSegments.Fields(2, 900, 5, ACK, 50);
    byte[] data = new byte[50];
    List<byte[]> packets =
        List.of(
            TcpSegments.make(true, a, data),
            TcpSegments.make(true, b, data),
            TcpSegments.make(true, a.next(50), data),
            TcpSegments.make(true, b.next(50), data),
            TcpSegments.make(true, b.next(50).next(50), new byte[0]), // a mere acknowledgement
            TcpSegments.make(true, b.next(50).next(50), data),
            TcpSegments.make(true, a.next(50).next(50), data));
    assertEquals(List.of(List.of(0, 2, 6), List.of(1, 3), List.of(4), List.of(5)), groups(packets));
  }

  @Test
  void segmentsThatDoNotFollowExactlyStayApart() {
    TcpSegments.Fields first = new TcpSegments.Fields(1, 100, 5, ACK, 10);
    TcpSegments.Fields next = first.next(50);
    byte[] data = new byte[50];
    byte[] head = TcpSegments.make(true, first, data);
    List<byte[]> strangers = new ArrayList<>();
    strangers.add(TcpSegments.make(true, first.next(51), data)); // a gap
    strangers.add(TcpSegments.make(true, next, new byte[51])); // longer
    strangers.add(TcpSegments.make(true, next.flags(ACK | 1), data)); // FIN
    strangers.add(TcpSegments.make(true, next.flags(ACK | 0x40), data)); // ECE
    strangers.add(
        TcpSegments.make(true, new TcpSegments.Fields(1, 150, 6, ACK, 11), data)); // acknowledges
    strangers.add(
        TcpSegments.make(true, new TcpSegments.Fields(1, 150, 5, ACK, 12), data)); // identifier
    for (int octet : new int[] {1, 8, 34, 44}) { // traffic class, TTL, window, options
      byte[] changed = TcpSegments.make(true, next, data);
      changed[octet] ^= 4;
      strangers.add(rightChecksums(changed));
    }
    for (byte[] stranger : strangers) {
      assertEquals(List.of(List.of(0), List.of(1)), groups(List.of(head, stranger)));
    }
    byte[] follower = TcpSegments.make(true, next, data);
    assertEquals(List.of(List.of(0, 1)), groups(List.of(head, follower)));
  }

  private static byte[] rightChecksums(byte[] packet) {
    packet[10] = 0;
    packet[11] = 0;
    Headers.put16(packet, 10, Packets.checksum(packet, 0, 20));
    packet[36] = 0;
    packet[37] = 0;
    Headers.put16(packet, 36, TcpSegments.transportChecksum(packet));
    return packet;
  }

  @Test
  void aDamagedSegmentIsNeverMadeWholeByJoining() {
    TcpSegments.Fields first = new TcpSegments.Fields(1, 100, 5, ACK, 10);
    byte[] data = new byte[50];
    for (int damaged = 0; damaged < 2; damaged++) {
      for (int octet : new int[] {10, 60}) { // IP checksum, data
        byte[] a = TcpSegments.make(true, first, data);
        byte[] b = TcpSegments.make(true, first.next(50), data);
        (damaged == 0 ? a : b)[octet] ^= 1;
        assertEquals(List.of(List.of(0), List.of(1)), groups(List.of(a, b)));
      }
    }
  }

  @Test
  void aShorterOrAPushingSegmentEndsTheGroup() {
    TcpSegments.Fields fields = new TcpSegments.Fields(1, 100, 5, ACK, 10);
    List<byte[]> packets = new ArrayList<>();
    for (int length : new int[] {50, 30, 50, 50, 50}) {
      boolean pushes = packets.size() == 3;
      packets.add(TcpSegments.make(false, fields.flags(pushes ? PSH_ACK : ACK), new byte[length]));
      fields = fields.next(length);
    }
    assertEquals(List.of(List.of(0, 1), List.of(2, 3), List.of(4)), groups(packets));
  }

  @Test
  void aGroupHoldsNoMoreThanAnIpPacketCan() {
    List<byte[]> packets = TcpSegments.run(true, 60, 1400, 1400);
    List<List<Integer>> groups = groups(packets);
    assertEquals(2, groups.size());
    int size = groups.get(0).size();
    assertTrue(52 + size * 1400 <= 65535 && 52 + (size + 1) * 1400 > 65535);
  }

  @Test
  void droppedPacketsAndOtherProtocolsDoNotDisturb() {
    TcpSegments.Fields fields = new TcpSegments.Fields(1, 100, 5, ACK, 10);
    PacketBatch batch =
        batch(
            List.of(
                TcpSegments.make(true, fields, new byte[50]),
                new byte[] {0x45, 1, 2},
                new byte[1400],
                new byte[100],
                TcpSegments.make(true, fields.next(50), new byte[50])));
    batch.drop(2);
    assertEquals(3, joiner.plan(batch));
    assertEquals(2, joiner.count(0));
    assertEquals(4, joiner.next(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void udpSuperPacketsAreCutIntoDatagramsWithRightChecksums(boolean ipv4) {
    int ip = ipv4 ? 20 : 40;
    byte[] payload = Packets.pattern(2500, 3);
    byte[] header = Arrays.copyOf(TcpSegments.make(ipv4, first(), new byte[0]), ip + 8);
    header[ipv4 ? 9 : 6] = 17;
    int octets = give(ip, 6, VirtioHeader.GSO_UDP_L4, 1000, header, payload);
    List<byte[]> packets = split(octets, 2);
    assertEquals(3, packets.size());
    byte[] all = new byte[2500];
    for (int i = 0; i < 3; i++) {
      byte[] packet = packets.get(i);
      assertEquals(0, TcpSegments.transportChecksum(packet), "datagram " + i);
      assertEquals(packet.length - ip, Headers.get16(packet, ip + 4));
      if (ipv4) {
        assertEquals(0, Packets.checksum(packet, 0, 20));
        assertEquals(10 + i, Headers.get16(packet, 4));
        assertEquals(packet.length, Headers.get16(packet, 2));
      } else {
        assertEquals(packet.length - 40, Headers.get16(packet, 4));
      }
      System.arraycopy(packet, ip + 8, all, i * 1000, packet.length - ip - 8);
    }
    assertArrayEquals(payload, all);
  }

  private static TcpSegments.Fields first() {
    return new TcpSegments.Fields(1000, 1, 2, ACK, 10);
  }

  /** Puts a packet with its virtio header where the kernel would. */
  private int give(int start, int field, int type, int segment, byte[] header, byte[] payload) {
    memory.clear(0, 10);
    memory.putByte(0, 1);
    memory.putByte(1, type);
    memory.putShort(2, header.length);
    memory.putShort(4, segment);
    memory.putShort(6, start);
    memory.putShort(8, field);
    memory.put(10, header, 0, header.length);
    memory.put(10L + header.length, payload, 0, payload.length);
    return 10 + header.length + payload.length;
  }

  @Test
  void theFlagsOfTheEndAreOnTheLastSegmentAndThatOfTheStartOnTheFirst() {
    byte[] header = TcpSegments.make(true, first().flags(0x99), new byte[0]); // CWR, ACK, PSH, FIN
    List<byte[]> packets =
        split(give(20, 16, VirtioHeader.GSO_TCPV4 | 0x80, 10, header, new byte[25]), 9);
    assertEquals(List.of(0x90, 0x10, 0x19), packets.stream().map(p -> p[33] & 0xFF).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChecksumThatTheKernelLeftOpenIsCompleted(boolean ipv4) {
    byte[] right = TcpSegments.make(ipv4, first(), Packets.pattern(33, 5));
    int ip = ipv4 ? 20 : 40;
    byte[] open = right.clone();
    byte[] empty = right.clone();
    Arrays.fill(empty, ip, empty.length, (byte) 0);
    Headers.put16(open, ip + 16, ~TcpSegments.transportChecksum(empty));
    int octets = give(ip, 16, VirtioHeader.GSO_NONE, 0, open, new byte[0]);
    assertArrayEquals(right, split(octets, 1).get(0));
  }

  @Test
  void aCompletePacketIsLeftAlone() {
    byte[] packet = Packets.pattern(99, 0);
    PacketBatch batch = batch(List.of(packet));
    int octets = superPacket.plain(batch, 0);
    assertEquals(109, octets);
    assertArrayEquals(packet, split(octets, 1).get(0));
  }

  @Test
  void packetsThatExceedTheBatchAndImpossibleHeadersAreDroppedAndCounted() {
    byte[] header = TcpSegments.make(true, first(), new byte[0]);
    assertEquals(List.of(), split(give(20, 16, VirtioHeader.GSO_TCPV4, 0, header, new byte[9]), 4));
    assertEquals(List.of(), split(give(20, 16, 3, 5, header, new byte[9]), 4));
    assertEquals(List.of(), split(give(24, 16, VirtioHeader.GSO_TCPV4, 5, header, new byte[9]), 4));
    assertEquals(List.of(), split(give(20, 60, VirtioHeader.GSO_NONE, 5, header, new byte[9]), 4));
    assertEquals(List.of(), split(5, 4));
    assertEquals(5, counters.snapshot().readDropped());
    assertEquals(
        List.of(), split(give(20, 16, VirtioHeader.GSO_TCPV4, 1480, header, new byte[2960]), 4));
    assertEquals(7, counters.snapshot().readDropped());
  }

  @Test
  void arbitraryHeadersNeitherThrowNorExceedTheBatch() {
    Random random = new Random(7);
    byte[] octets = new byte[700];
    for (int round = 0; round < 20_000; round++) {
      random.nextBytes(octets);
      octets[1] = (byte) (random.nextInt(4) == 0 ? 0 : new int[] {1, 4, 5}[random.nextInt(3)]);
      octets[3] = 0;
      octets[5] = (byte) random.nextInt(2);
      octets[7] = 0;
      octets[9] = 0;
      octets[10] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
      memory.put(0, octets, 0, octets.length);
      for (byte[] packet : split(random.nextInt(octets.length + 1), 1 + random.nextInt(5))) {
        assertTrue(packet.length <= 1500);
      }
      assertFalse(splitter.hasPending());
    }
  }
}
