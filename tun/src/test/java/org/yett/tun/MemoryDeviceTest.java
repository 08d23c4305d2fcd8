package org.yett.tun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MemoryDeviceTest {
  private final MemoryDevice.Pair pair = MemoryDevice.pair("left", "right", 100, 4);
  private final PacketBatch out = new PacketBatch(8, 16, 200, 16);
  private final PacketBatch in = new PacketBatch(8, 32, 100, 16);

  @Test
  void whatIsWrittenToOneEndIsReadFromTheOtherInOrder() {
    out.append(Packets.pattern(10, 0), 0, 10);
    out.append(Packets.pattern(100, 5), 0, 100);
    assertEquals(2, pair.left().write(out));
    assertEquals(Readiness.READABLE, pair.right().await(Waitable.FOREVER));
    assertEquals(2, pair.right().read(in));
    assertArrayEquals(Packets.pattern(10, 0), in.copy(0));
    assertArrayEquals(Packets.pattern(100, 5), in.copy(1));
    assertEquals(32, in.offset(0));
    assertEquals(0, pair.right().read(in));
    assertEquals(0, pair.left().read(in));
    assertEquals(new DeviceCounters(0, 0, 0, 2, 110, 0), pair.left().counters());
    assertEquals(new DeviceCounters(2, 110, 0, 0, 0, 0), pair.right().counters());
  }

  @Test
  void theWriterKeepsItsBuffers() {
    out.append(new byte[] {1, 2, 3}, 0, 3);
    pair.left().write(out);
    out.buffer(0)[out.offset(0)] = 99;
    pair.right().read(in);
    assertArrayEquals(new byte[] {1, 2, 3}, in.copy(0));
  }

  @Test
  void droppedPacketsAreSkippedAndRefusedOnesAreMarked() {
    out.append(new byte[101], 0, 101);
    out.append(new byte[5], 0, 5);
    out.drop(1);
    for (int i = 0; i < 5; i++) {
      out.append(new byte[] {(byte) i}, 0, 1);
    }
    assertEquals(4, pair.left().write(out));
    assertEquals(Errno.EMSGSIZE, out.error(0));
    assertEquals(0, out.error(1));
    assertEquals(0, out.error(5));
    assertEquals(Errno.ENOBUFS, out.error(6));
    assertEquals(2, pair.left().counters().writeDropped());
  }

  @Test
  void aBatchTakesNoMoreThanItHasRoomForAndTheRestStays() {
    for (int i = 0; i < 4; i++) {
      out.append(new byte[] {(byte) i}, 0, 1);
    }
    pair.left().write(out);
    PacketBatch small = new PacketBatch(3, 0, 100, 0);
    small.claim();
    assertEquals(2, pair.right().read(small));
    small.clear();
    assertEquals(2, pair.right().read(small));
    assertArrayEquals(new byte[] {2}, small.copy(0));
  }

  @Test
  void aPacketTooLongForTheReadersBatchIsCounted() {
    out.append(new byte[60], 0, 60);
    pair.left().write(out);
    assertEquals(0, pair.right().read(new PacketBatch(1, 0, 59, 0)));
    assertEquals(1, pair.right().counters().readDropped());
  }

  @Test
  void waitingEndsByTimeByWakeUpAndByClose() throws Exception {
    assertEquals(Readiness.TIMED_OUT, pair.left().await(0));
    assertEquals(Readiness.TIMED_OUT, pair.left().await(5));
    pair.left().wakeup();
    assertEquals(Readiness.WOKEN, pair.left().await(Waitable.FOREVER));
    assertEquals(Readiness.TIMED_OUT, pair.left().await(0));
    CountDownLatch started = new CountDownLatch(1);
    FutureTask<Readiness> waiting =
        new FutureTask<>(() -> {
          started.countDown();
          return pair.left().await(Waitable.FOREVER);
        });
    Thread thread = Thread.ofPlatform().start(waiting);
    assertTrue(started.await(5, TimeUnit.SECONDS));
    pair.left().close();
    assertEquals(Readiness.CLOSED, waiting.get(5, TimeUnit.SECONDS));
    thread.join();
  }

  @Test
  void aClosedEndRefusesAndGivesNothing() {
    out.append(new byte[1], 0, 1);
    pair.left().write(out);
    pair.right().close();
    assertEquals(0, pair.right().read(in));
    assertEquals(0, pair.left().write(out));
    assertEquals(Errno.EIO, out.error(0));
    assertEquals(0, pair.right().write(out));
    assertEquals(Readiness.CLOSED, pair.right().await(0));
    pair.close();
    pair.close();
  }
}
