package org.yett.esp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.SaCounter;
import org.yett.esp.sad.SaParameters;
import org.yett.esp.sad.Sad;
import org.yett.esp.transform.Encryption;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.JcaTransforms;
import org.yett.esp.transform.Opener;
import org.yett.esp.transform.Sealer;
import org.yett.esp.transform.Suites;
import org.yett.esp.transform.TransformProvider;

/** The replay window is asked before the cipher and told after it. */
class ReplayOrderTest {
  private static final EspSuite SUITE = EspSuite.aead(Encryption.CHACHA20_POLY1305, 256);

  /** The platform's transforms, with something happening before each packet is opened. */
  private record Watched(LongConsumer beforeOpening) implements TransformProvider {
    @Override
    public Sealer sealer(EspKeys keys, boolean esn, IvSource ivs) {
      return JcaTransforms.platform().sealer(keys, esn, ivs);
    }

    @Override
    public Opener opener(EspKeys keys, boolean esn) {
      Opener opener = JcaTransforms.platform().opener(keys, esn);
      return (buffer, offset, length, sequence) -> {
        beforeOpening.accept(sequence);
        return opener.open(buffer, offset, length, sequence);
      };
    }
  }

  private static InboundSa receiver(LongConsumer beforeOpening) {
    return new InboundSa(
        SaParameters.of(0x2001, SUITE, false, new Encapsulation(4, true), Tunnel.RECEIVER, 0),
        Suites.keys(SUITE, 1),
        new Watched(beforeOpening),
        64,
        1);
  }

  private static InboundVerdict receive(InboundSa receiver, byte[] esp) {
    var sad = new Sad();
    sad.install(receiver);
    var batch = new InboundBatch(1);
    batch.add(esp.clone(), 0, esp.length, "peer", 0);
    new Inbound(sad, DatapathEvents.NONE, 0).process(batch);
    return batch.verdict(0);
  }

  @Test
  @Tag("rfc4303:3.4.3/6")
  void aReplayedPacketDoesNotReachTheCipher() {
    List<Long> opened = new ArrayList<>();
    InboundSa receiver = receiver(opened::add);
    byte[] esp = Tunnel.up(SUITE, false).seal(Packets.udp("10.1.0.5", "10.2.0.9", 10));
    assertEquals(InboundVerdict.DELIVERED, receive(receiver, esp));
    assertEquals(InboundVerdict.REPLAYED, receive(receiver, esp));
    assertEquals(List.of(1L), opened);
  }

  @Test
  void aPacketThatAnotherWorkerAcceptedMeanwhileIsDropped() {
    var self = new InboundSa[1];
    InboundSa receiver = receiver(sequence -> self[0].window().commit(sequence));
    self[0] = receiver;
    byte[] esp = Tunnel.up(SUITE, false).seal(Packets.udp("10.1.0.5", "10.2.0.9", 10));
    assertEquals(InboundVerdict.REPLAYED, receive(receiver, esp));
    assertEquals(1, receiver.counters().get(SaCounter.REPLAYED));
    assertEquals(0, receiver.counters().get(SaCounter.PACKETS));
    assertEquals(0, receiver.espOctets());
  }

  @Test
  void aForgedPacketLeavesTheWindowAsItWas() {
    InboundSa receiver = receiver(_ -> {});
    byte[] esp = Tunnel.up(SUITE, false).seal(Packets.udp("10.1.0.5", "10.2.0.9", 10));
    byte[] forged = esp.clone();
    forged[7] = 100;
    assertEquals(InboundVerdict.BAD_ICV, receive(receiver, forged));
    assertEquals(0, receiver.window().top());
    assertEquals(InboundVerdict.DELIVERED, receive(receiver, esp));
  }
}
