package org.yett.tun.offload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.yett.tun.PacketBatch;
import org.yett.tun.Packets;
import org.yett.tun.TrafficCounters;
import org.yett.tun.sys.NativeMemory;

class SegmentationPropertyTest {
  @Property(tries = 60)
  void whatIsJoinedComesApartAgainOctetByOctet(
      @ForAll boolean ipv4,
      @ForAll @IntRange(min = 2, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 1400) int length,
      @ForAll @IntRange(min = 1, max = 1400) int last,
      @ForAll @IntRange(min = 1, max = 50) int batchSize) {
    try (NativeMemory own = NativeMemory.allocate(65545)) {
      List<byte[]> packets = TcpSegments.run(ipv4, count, length, Math.min(last, length));
      PacketBatch batch = new PacketBatch(packets.size(), 7, 1500, 3);
      packets.forEach(packet -> batch.append(packet, 0, packet.length));
      SegmentJoiner plan = new SegmentJoiner();
      assertEquals(1, plan.plan(batch));
      assertEquals(count, plan.count(0));
      int octets = new SuperPacket(own).joined(batch, plan, 0);
      SegmentSplitter apart = new SegmentSplitter(own, new TrafficCounters());
      apart.begin(octets);
      PacketBatch out = new PacketBatch(batchSize, 9, 1500, 0);
      int seen = 0;
      while (apart.hasPending()) {
        out.clear();
        apart.deliver(out);
        for (int i = 0; i < out.size(); i++) {
          assertArrayEquals(packets.get(seen++), out.copy(i));
        }
      }
      assertEquals(count, seen);
    }
  }

  @Property(tries = 200)
  void theChecksumIsThatOfTheTextbook(@ForAll byte[] octets, @ForAll @IntRange(max = 3) int skip) {
    int from = Math.min(skip, octets.length);
    int length = octets.length - from;
    assertEquals(Packets.checksum(octets, from, length), InternetChecksum.of(octets, from, length));
  }
}
