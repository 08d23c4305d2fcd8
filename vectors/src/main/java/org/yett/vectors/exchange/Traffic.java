package org.yett.vectors.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.packet.EspTrailer;
import org.yett.esp.packet.NextHeader;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaParameters;
import org.yett.esp.selector.AddressRange;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.JcaTransforms;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.negotiate.Suite;
import org.yett.spec.iana.IntegrityAlgorithm;

/** Child SAs of a conversation, and packets on them. */
final class Traffic {

  private static final HexFormat HEX = HexFormat.of();
  private static final int WINDOW = 64;
  private static final List<TrafficSelector> ANYWHERE =
      List.of(TrafficSelector.of(AddressRange.ANY_IPV4));
  private static final SelectorSet ANYTHING = new SelectorSet(ANYWHERE, ANYWHERE);

  private final Stage stage;
  private final List<ChildSaValue> childSas = new ArrayList<>();

  Traffic(Stage stage) {
    this.stage = stage;
    for (String from : List.of(Host.INITIATOR, Host.RESPONDER)) {
      for (ChildSa childSa : stage.host(from).childSas().outbound()) {
        childSas.add(value(from, childSa));
      }
    }
  }

  /** One direction each, as the sender holds it. */
  List<ChildSaValue> childSas() {
    return List.copyOf(childSas);
  }

  private ChildSaValue value(String from, ChildSa childSa) {
    Suite suite = childSa.suite();
    return new ChildSaValue(
        childSas.size() + 1,
        from,
        "%08x".formatted(childSa.outboundSpi()),
        suite.toString(),
        suite.encryption().orElseThrow().value(),
        suite.algorithm(org.yett.spec.iana.TransformType.ENCR).orElseThrow().keyLength().orElse(0),
        suite.integrity().map(IntegrityAlgorithm::value).orElse(0),
        suite.extendedSequenceNumbers(),
        childSa.udpEncapsulated() ? "udp" : "ip",
        HEX.formatHex(childSa.outbound().encryption().copy()),
        HEX.formatHex(childSa.outbound().integrity().copy()));
  }

  /** Seals packets in order, each on the newest Child SA of its sender, and opens them again. */
  List<EspPacketValue> packets(List<EspPacketValue> wanted) {
    Map<String, Long> last = new TreeMap<>();
    List<EspPacketValue> sealed = new ArrayList<>();
    for (EspPacketValue packet : wanted) {
      ChildSaValue childSa =
          childSas.stream()
              .filter(candidate -> candidate.from().equals(packet.from()))
              .reduce((first, second) -> second)
              .orElseThrow(() -> new IllegalArgumentException("no Child SA to send on"));
      sealed.add(seal(packet, childSa, last.getOrDefault(packet.from(), 0L)));
      last.put(packet.from(), Long.parseUnsignedLong(packet.sequence(), 16));
    }
    return List.copyOf(sealed);
  }

  private EspPacketValue seal(EspPacketValue packet, ChildSaValue childSa, long before) {
    EspSuite suite = suite(childSa);
    long sequence = Long.parseUnsignedLong(packet.sequence(), 16);
    Randomness ivs = stage.randomness(packet.from()).scoped("esp-" + childSa.spi());
    IvSource source =
        (number, buffer, offset, length) ->
            System.arraycopy(ivs.draw(Purpose.CBC_IV, number, length), 0, buffer, offset, length);
    byte[] inner = HEX.parseHex(packet.inner());
    int payload = Math.max(inner.length, packet.tfcLength());
    byte[] buffer = new byte[suite.sealedLength(payload)];
    System.arraycopy(inner, 0, buffer, suite.payloadOffset(), inner.length);
    int padding = suite.padLength(payload);
    int nextHeader = (inner[0] & 0xf0) == 0x40 ? NextHeader.IPV4 : NextHeader.IPV6;
    EspTrailer.write(buffer, suite.payloadOffset() + payload, padding, nextHeader);
    int plaintextLength = payload + padding + EspSuite.TRAILER_LENGTH;
    byte[] plaintext =
        Arrays.copyOfRange(buffer, suite.payloadOffset(), suite.payloadOffset() + plaintextLength);
    int length;
    try (OutboundSa outbound =
        new OutboundSa(
            parameters(childSa, suite),
            keys(childSa, suite),
            JcaTransforms.platform(),
            source,
            1,
            1500,
            sequence - 1)) {
      if (outbound.reserve(buffer.length) != sequence) {
        throw new IllegalArgumentException("sequence number " + packet.sequence());
      }
      length = outbound.sealer(0).seal(buffer, 0, plaintextLength, outbound.spi(), sequence);
    }
    byte[] esp = Arrays.copyOf(buffer, length);
    requireOpens(childSa, suite, esp, plaintext, before);
    return new EspPacketValue(
        packet.from(),
        packet.sequence(),
        packet.tfcLength(),
        packet.inner(),
        childSa.number(),
        HEX.formatHex(esp, 8, 8 + suite.ivLength()),
        HEX.formatHex(plaintext),
        HEX.formatHex(esp));
  }

  /** The receiver infers the upper half of the number from what came before, and opens. */
  private static void requireOpens(
      ChildSaValue childSa, EspSuite suite, byte[] esp, byte[] plaintext, long before) {
    try (InboundSa inbound =
        new InboundSa(
            parameters(childSa, suite),
            keys(childSa, suite),
            JcaTransforms.platform(),
            WINDOW,
            1)) {
      if (before != 0) {
        inbound.window().commit(before);
      }
      int low = java.nio.ByteBuffer.wrap(esp).getInt(4);
      byte[] copy = esp.clone();
      long number = inbound.window().infer(low);
      int opened = inbound.opener(0).open(copy, 0, copy.length, number);
      boolean same =
          opened == plaintext.length
              && Arrays.equals(
                  plaintext,
                  Arrays.copyOfRange(copy, suite.payloadOffset(), suite.payloadOffset() + opened));
      if (!same) {
        throw new IllegalStateException("the receiver does not open what was sealed");
      }
    }
  }

  private static EspSuite suite(ChildSaValue childSa) {
    return EspSuite.of(
            org.yett.spec.iana.EncryptionAlgorithm.of(childSa.encr()),
            childSa.keyBits(),
            IntegrityAlgorithm.of(childSa.integ()))
        .orElseThrow();
  }

  private static EspKeys keys(ChildSaValue childSa, EspSuite suite) {
    return new EspKeys(
        suite, HEX.parseHex(childSa.encryptionKey()), HEX.parseHex(childSa.integrityKey()));
  }

  private static SaParameters parameters(ChildSaValue childSa, EspSuite suite) {
    return SaParameters.of(
        Integer.parseUnsignedInt(childSa.spi(), 16),
        suite,
        childSa.esn(),
        new Encapsulation(4, childSa.encapsulation().equals("udp")),
        ANYTHING,
        childSa.number());
  }
}
