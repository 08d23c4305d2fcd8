package org.yett.esp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.Limits;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaParameters;
import org.yett.esp.sad.Sad;
import org.yett.esp.selector.AddressRange;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;
import org.yett.esp.spd.Action;
import org.yett.esp.spd.Policy;
import org.yett.esp.spd.Spd;
import org.yett.esp.spd.SpdEntry;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.JcaTransforms;
import org.yett.esp.transform.Suites;

/**
 * One direction of a tunnel: 10.1.0.0/16 and 2001:db8:1::/48 to 10.2.0.0/16 and 2001:db8:2::/48.
 */
final class Tunnel implements DatapathEvents {
  static final List<TrafficSelector> LOCAL =
      List.of(
          TrafficSelector.of(AddressRange.ofPrefix(Packets.address("10.1.0.0"), 16)),
          TrafficSelector.of(AddressRange.ofPrefix(Packets.address("2001:db8:1::"), 48)));
  static final List<TrafficSelector> REMOTE =
      List.of(
          TrafficSelector.of(AddressRange.ofPrefix(Packets.address("10.2.0.0"), 16)),
          TrafficSelector.of(AddressRange.ofPrefix(Packets.address("2001:db8:2::"), 48)));

  /** What the sender's side negotiated. */
  static final SelectorSet SENDER = new SelectorSet(LOCAL, REMOTE);

  /** The same, seen by the receiver. */
  static final SelectorSet RECEIVER = new SelectorSet(REMOTE, LOCAL);

  final EspSuite suite;
  final boolean esn;
  final Policy policy = new Policy("tunnel");
  final SpdEntry entry = new SpdEntry(100, SENDER, new Action.Protect(policy));
  final Spd spd = new Spd();
  final Sad sad = new Sad();
  final List<String> events = new ArrayList<>();
  final Outbound outbound = new Outbound(spd, this, 0);
  final Inbound inbound = new Inbound(sad, this, 0);
  OuterHeaderPolicy outerHeader = OuterHeaderPolicy.DEFAULT;
  Limits sendLimits = Limits.NONE;
  Limits receiveLimits = Limits.NONE;
  Encapsulation encapsulation = new Encapsulation(4, true);
  int workers = 1;
  int replayWindow = 64;
  OutboundSa sender;
  InboundSa receiver;

  Tunnel(EspSuite suite, boolean esn) {
    this.suite = suite;
    this.esn = esn;
    spd.add(entry);
  }

  /** A tunnel with a pair of SAs in place. */
  static Tunnel up(EspSuite suite, boolean esn) {
    var tunnel = new Tunnel(suite, esn);
    tunnel.install(0x2001, 1, 0);
    return tunnel;
  }

  /** Sets up SAs with keys from this seed, and sends on them from now on. */
  void install(int spi, int seed, long lastUsed) {
    receiver =
        new InboundSa(
            new SaParameters(
                spi, suite, esn, encapsulation, RECEIVER, outerHeader, receiveLimits, seed),
            Suites.keys(suite, seed),
            JcaTransforms.platform(),
            replayWindow,
            workers);
    sender =
        new OutboundSa(
            new SaParameters(spi, suite, esn, encapsulation, SENDER, outerHeader, sendLimits, seed),
            Suites.keys(suite, seed),
            JcaTransforms.platform(),
            Suites.ivs(),
            workers,
            1500,
            lastUsed);
    sad.install(receiver);
    policy.activate(sender);
  }

  /** Sends one packet; the verdict is in the batch. */
  OutboundBatch send(byte[]... packets) {
    var batch = new OutboundBatch(packets.length);
    for (byte[] packet : packets) {
      batch.add(Packets.withRoom(packet), PacketBatch.HEADROOM, packet.length);
    }
    outbound.process(batch);
    return batch;
  }

  /** Sends one packet that must be sealed. */
  byte[] seal(byte[] packet) {
    OutboundBatch batch = send(packet);
    if (batch.verdict(0) != OutboundVerdict.SEALED) {
      throw new AssertionError("not sealed but " + batch.verdict(0));
    }
    return octets(batch, 0);
  }

  /** The packet in a slot. */
  static byte[] octets(PacketBatch batch, int slot) {
    int from = batch.offset(slot);
    return Arrays.copyOfRange(batch.buffer(slot), from, from + batch.length(slot));
  }

  /** Receives ESP packets from one place. */
  InboundBatch receive(byte[]... packets) {
    return receiveFrom("peer", 0, packets);
  }

  InboundBatch receiveFrom(Object origin, int trafficClass, byte[]... packets) {
    var batch = new InboundBatch(packets.length);
    for (byte[] packet : packets) {
      batch.add(packet.clone(), 0, packet.length, origin, trafficClass);
    }
    inbound.process(batch);
    return batch;
  }

  @Override
  public void acquire(Policy policy, InnerHeader packet) {
    events.add("acquire " + policy.name() + " " + packet.protocol());
  }

  @Override
  public void softLimit(OutboundSa sa) {
    events.add("soft out");
  }

  @Override
  public void hardLimit(OutboundSa sa) {
    events.add("hard out");
  }

  @Override
  public void sequenceExhausted(OutboundSa sa) {
    events.add("exhausted");
  }

  @Override
  public void softLimit(InboundSa sa) {
    events.add("soft in");
  }

  @Override
  public void hardLimit(InboundSa sa) {
    events.add("hard in");
  }

  @Override
  public void firstPacket(InboundSa sa) {
    events.add("first");
  }

  @Override
  public void originChanged(InboundSa sa, Object origin) {
    events.add("moved to " + origin);
  }

  @Override
  public void unknownSpi(int spi, Object origin) {
    events.add("unknown " + Integer.toHexString(spi) + " from " + origin);
  }

  @Override
  public void selectorMismatch(InboundSa sa, InnerHeader packet) {
    events.add("mismatch " + packet.protocol());
  }

  @Override
  public void synchronizationLost(InboundSa sa, byte[] buffer, int offset, int length) {
    events.add("synchronization lost at " + length);
  }
}
