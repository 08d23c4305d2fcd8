package org.yett.esp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.transform.Encryption;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.Integrity;

/** Several workers on one SA. */
class ParallelTest {
  private static final List<EspSuite> SUITES =
      List.of(
          EspSuite.aead(Encryption.AES_GCM_16, 256),
          EspSuite.aead(Encryption.CHACHA20_POLY1305, 256),
          new EspSuite(Encryption.AES_CBC, 256, Integrity.HMAC_SHA2_256_128));

  private static void run(List<Runnable> tasks) throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    var threads = new ArrayList<Thread>();
    for (Runnable task : tasks) {
      threads.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> failure.compareAndSet(null, e))
              .start(task));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new AssertionError("a worker failed", failure.get());
    }
  }

  @Test
  void aBatchSealedBySeveralWorkersIsTheBatchSealedByOne() throws InterruptedException {
    for (EspSuite suite : SUITES) {
      byte[][] packets = new byte[64][];
      for (int i = 0; i < packets.length; i++) {
        packets[i] = Packets.udp("10.1.0.5", "10.2.0.9", i * 20);
      }
      var alone = new Tunnel(suite, true);
      alone.install(1, 1, 0);
      OutboundBatch expected = alone.send(packets);

      var tunnel = new Tunnel(suite, true);
      tunnel.workers = 4;
      tunnel.install(1, 1, 0);
      var batch = new OutboundBatch(packets.length);
      for (byte[] packet : packets) {
        batch.add(Packets.withRoom(packet), PacketBatch.HEADROOM, packet.length);
      }
      tunnel.outbound.assign(batch);
      var tasks = new ArrayList<Runnable>();
      for (int worker = 0; worker < 4; worker++) {
        int number = worker;
        tasks.add(() -> Outbound.seal(batch, number * 16, number * 16 + 16, number));
      }
      run(tasks);
      tunnel.outbound.count(batch);
      for (int i = 0; i < packets.length; i++) {
        assertArrayEquals(Tunnel.octets(expected, i), Tunnel.octets(batch, i));
      }
      assertEquals(64, tunnel.outbound.counters().get(OutboundVerdict.SEALED));

      var received = new InboundBatch(packets.length);
      for (int i = 0; i < packets.length; i++) {
        byte[] esp = Tunnel.octets(batch, i);
        received.add(esp, 0, esp.length, "peer", 0);
      }
      var openers = new ArrayList<Runnable>();
      for (int worker = 0; worker < 4; worker++) {
        int number = worker;
        var inbound = new Inbound(tunnel.sad, DatapathEvents.NONE, number);
        openers.add(() -> inbound.process(received, number * 16, number * 16 + 16));
      }
      run(openers);
      for (int i = 0; i < packets.length; i++) {
        assertArrayEquals(packets[i], Tunnel.octets(received, i));
      }
    }
  }

  @Test
  @Timeout(60)
  void rekeysAndClosedSasDisturbNoPacket() throws InterruptedException {
    var tunnel = new Tunnel(SUITES.getFirst(), true);
    tunnel.install(1, 1, 0);
    var stop = new AtomicBoolean();
    var ended = new AtomicBoolean();
    byte[] packet = Packets.udp("10.1.0.5", "10.2.0.9", 200);
    var sealed = new AtomicInteger();
    Runnable traffic =
        () -> {
          try {
            while (!stop.get()) {
              OutboundBatch sent = tunnel.send(packet, packet, packet);
              for (int i = 0; i < 3; i++) {
                OutboundVerdict verdict = sent.verdict(i);
                // Between assignment and sealing the keys may go.
                assertTrue(
                    verdict == OutboundVerdict.SEALED || verdict == OutboundVerdict.SA_CLOSED);
                if (verdict == OutboundVerdict.SEALED) {
                  sealed.incrementAndGet();
                  InboundVerdict arrived = tunnel.receive(Tunnel.octets(sent, i)).verdict(0);
                  assertTrue(
                      arrived == InboundVerdict.DELIVERED
                          || arrived == InboundVerdict.UNKNOWN_SPI
                          || arrived == InboundVerdict.SA_CLOSED,
                      arrived::toString);
                }
              }
            }
          } finally {
            ended.set(true);
          }
        };
    Runnable keying =
        () -> {
          try {
            // Traffic may begin late, and has to be met.
            for (int i = 2; i < 400 || (sealed.get() <= 100 && !ended.get()); i++) {
              OutboundSa oldSender = tunnel.sender;
              InboundSa oldReceiver = tunnel.receiver;
              tunnel.install(i, i, 0);
              tunnel.policy.deactivate(oldSender);
              oldSender.close();
              tunnel.sad.remove(oldReceiver.spi());
              oldReceiver.close();
            }
          } finally {
            stop.set(true);
          }
        };
    run(List.of(traffic, keying));
    assertTrue(sealed.get() > 100);
    assertEquals(1, tunnel.policy.active().size());
    assertEquals(1, tunnel.sad.all().size());
  }
}
