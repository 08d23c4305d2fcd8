package org.yett.esp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.packet.Octets;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaParameters;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.Opener;
import org.yett.esp.transform.Sealer;
import org.yett.esp.transform.Suites;
import org.yett.esp.transform.TransformProvider;

/** What a provider allocates is its own affair; the pipelines themselves allocate nothing. */
class AllocationTest {
  private static final EspSuite SUITE = Suites.ALL.getLast();

  /** Transforms that do no cryptography, and so show what is left. */
  private static final class Nothing implements TransformProvider {
    @Override
    public Sealer sealer(EspKeys keys, boolean esn, IvSource ivs) {
      return (buffer, offset, length, spi, sequence) -> {
        Octets.putInt32(buffer, offset, spi);
        Octets.putInt32(buffer, offset + 4, (int) sequence);
        return SUITE.payloadOffset() + length + SUITE.icvLength();
      };
    }

    @Override
    public Opener opener(EspKeys keys, boolean esn) {
      return (buffer, offset, length, sequence) ->
          length - SUITE.payloadOffset() - SUITE.icvLength();
    }
  }

  @Test
  void aPacketCostsNoAllocation() {
    var tunnel = new Tunnel(SUITE, true);
    var encapsulation = new Encapsulation(4, true);
    tunnel.sad.install(
        new InboundSa(
            SaParameters.of(7, SUITE, true, encapsulation, Tunnel.RECEIVER, 0),
            Suites.keys(SUITE, 1),
            new Nothing(),
            4096,
            1));
    tunnel.policy.activate(
        new OutboundSa(
            SaParameters.of(7, SUITE, true, encapsulation, Tunnel.SENDER, 0),
            Suites.keys(SUITE, 1),
            new Nothing(),
            IvSource.none(),
            1,
            1500));
    byte[][] packets = {
      Packets.udp("10.1.0.5", "10.2.0.9", 100),
      Packets.udp("2001:db8:1::5", "2001:db8:2::9", 100),
      Packets.icmp("10.9.0.5", "10.2.0.9", 3, 4, Packets.udp("10.2.0.9", "10.1.0.5", 0)),
      Packets.udp("10.9.0.5", "10.2.0.9", 100)
    };
    var sent = new OutboundBatch(packets.length);
    var received = new InboundBatch(packets.length);
    byte[][] buffers = new byte[packets.length][];
    for (int i = 0; i < packets.length; i++) {
      buffers[i] = Packets.withRoom(packets[i]);
    }
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertTrue(memory.isThreadAllocatedMemoryEnabled());
    long allocated = -1;
    for (int round = 0; round < 50; round++) {
      long before = memory.getCurrentThreadAllocatedBytes();
      for (int turn = 0; turn < 50; turn++) {
        sent.clear();
        received.clear();
        for (int i = 0; i < packets.length; i++) {
          System.arraycopy(packets[i], 0, buffers[i], PacketBatch.HEADROOM, packets[i].length);
          sent.add(buffers[i], PacketBatch.HEADROOM, packets[i].length);
        }
        tunnel.outbound.process(sent);
        for (int i = 0; i < 3; i++) {
          received.add(sent.buffer(i), sent.offset(i), sent.length(i), "peer", 0);
        }
        tunnel.inbound.process(received);
      }
      allocated = memory.getCurrentThreadAllocatedBytes() - before;
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(OutboundVerdict.SEALED, sent.verdict(i));
      assertEquals(InboundVerdict.DELIVERED, received.verdict(i));
    }
    assertEquals(OutboundVerdict.DISCARDED, sent.verdict(3));
    // The last round alone: class loading and call site linkage are over.
    assertEquals(0, allocated);
  }
}
