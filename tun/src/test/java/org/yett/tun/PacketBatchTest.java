package org.yett.tun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PacketBatchTest {
  @Test
  void aFreshPacketLeavesHeadroomBeforeAndTailroomAfterIt() {
    PacketBatch batch = new PacketBatch(2, 64, 1500, 32);
    int index = batch.append(Packets.pattern(100, 0), 10, 80);
    assertEquals(0, index);
    assertEquals(64, batch.offset(0));
    assertEquals(80, batch.length(0));
    assertEquals(64 + 1500 + 32, batch.buffer(0).length);
    assertArrayEquals(Packets.pattern(80, 10), batch.copy(0));
  }

  @Test
  void aPacketCanGrowInPlaceWithinItsBuffer() {
    PacketBatch batch = new PacketBatch(1, 8, 20, 4);
    batch.append(new byte[20], 0, 20);
    batch.set(0, 0, 32);
    assertEquals(32, batch.copy(0).length);
    assertThrows(IndexOutOfBoundsException.class, () -> batch.set(0, 0, 33));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.set(0, -1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.set(0, 33, 0));
  }

  @Test
  void onlySlotsInUseAreAccessible() {
    PacketBatch batch = new PacketBatch(2, 0, 10, 0);
    assertThrows(IndexOutOfBoundsException.class, () -> batch.length(0));
    batch.claim();
    assertEquals(0, batch.length(0));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.length(1));
    batch.claim();
    assertTrue(batch.isFull());
    assertThrows(IllegalStateException.class, batch::claim);
    batch.clear();
    assertTrue(batch.isEmpty());
    assertFalse(batch.isFull());
  }

  @Test
  void aPacketThatExceedsTheBufferIsRefused() {
    PacketBatch batch = new PacketBatch(1, 4, 10, 2);
    assertThrows(IndexOutOfBoundsException.class, () -> batch.append(new byte[20], 0, 13));
  }

  @Test
  void swapExchangesBuffersWithoutCopying() {
    PacketBatch a = new PacketBatch(1, 4, 10, 0);
    PacketBatch b = new PacketBatch(2, 4, 10, 0);
    a.append(new byte[] {1, 2, 3}, 0, 3);
    b.claim();
    b.append(new byte[] {9}, 0, 1);
    byte[] buffer = a.buffer(0);
    a.swap(0, b, 1);
    assertSame(buffer, b.buffer(1));
    assertArrayEquals(new byte[] {1, 2, 3}, b.copy(1));
    assertArrayEquals(new byte[] {9}, a.copy(0));
    PacketBatch other = new PacketBatch(1, 5, 10, 0);
    other.claim();
    assertThrows(IllegalArgumentException.class, () -> a.swap(0, other, 0));
  }

  @Test
  void aDatagramKeepsItsAddressesThroughSwapAndLosesThemWhenItsSlotIsTakenAgain() {
    DatagramBatch a = new DatagramBatch(1, 0, 10, 0);
    DatagramBatch b = new DatagramBatch(1, 0, 10, 0);
    a.append(new byte[] {1}, 0, 1);
    b.append(new byte[] {2}, 0, 1);
    InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 500);
    InetAddress own = InetAddress.ofLiteral("192.0.2.2");
    a.remote(0, peer);
    a.local(0, own);
    a.interfaceIndex(0, 7);
    a.trafficClass(0, 3);
    a.swap(0, b, 0);
    assertSame(peer, b.remote(0));
    assertSame(own, b.local(0));
    assertEquals(7, b.interfaceIndex(0));
    assertEquals(3, b.trafficClass(0));
    assertSame(DatagramBatch.NO_REMOTE, a.remote(0));
    b.clear();
    b.claim();
    assertSame(DatagramBatch.NO_REMOTE, b.remote(0));
    assertSame(DatagramBatch.NO_LOCAL, b.local(0));
    assertEquals(0, b.interfaceIndex(0));
    assertEquals(DatagramBatch.NO_TRAFFIC_CLASS, b.trafficClass(0));
    assertThrows(IllegalArgumentException.class, () -> b.trafficClass(0, 256));
  }
}
