package org.yett.ike.eap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.EapType;

/** Packets of EAP, fragments of TLS, pairs of TTLS: there and back, and what is hostile. */
class EapCodecPropertyTest {

  @Provide
  Arbitrary<EapPacket> packets() {
    Arbitrary<Integer> identifiers = Arbitraries.integers().between(0, 255);
    Arbitrary<EapType> types = Arbitraries.integers().between(0, 255).map(EapType::of);
    Arbitrary<Octets> data =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Octets::wrap);
    return Arbitraries.oneOf(
        Combinators.combine(identifiers, types, data).as(EapPacket.Request::new),
        Combinators.combine(identifiers, types, data).as(EapPacket.Response::new),
        identifiers.map(EapPacket.Success::new),
        identifiers.map(EapPacket.Failure::new));
  }

  @Property(tries = 200)
  @Tag("rfc7296:3.16/2")
  @Tag("rfc7296:3.16/3")
  void aPacketIsReadAsItWasWritten(@ForAll("packets") EapPacket packet) {
    Octets wire = packet.encode();
    assertEquals(wire.size(), wire.u16(2));
    assertEquals(Optional.of(packet), EapPacket.decode(wire));
  }

  @Property(tries = 200)
  @Tag("rfc7296:3.16/2")
  @Tag("negative")
  void aPacketThatIsCutOffOrLongerIsNone(
      @ForAll("packets") EapPacket packet, @ForAll @IntRange(min = 1, max = 4) int octets) {
    Octets wire = packet.encode();
    assertEquals(Optional.empty(), EapPacket.decode(wire.slice(0, wire.size() - octets)));
    assertEquals(
        Optional.empty(), EapPacket.decode(Octets.concat(wire, Octets.wrap(new byte[octets]))));
  }

  @Example
  @Tag("rfc7296:3.16/3")
  @Tag("negative")
  void aSuccessWithDataAndARequestWithoutTypeAreNone() {
    for (String hex : List.of("0301000501", "0401000501", "01010004", "02010004", "05010004")) {
      assertEquals(Optional.empty(), EapPacket.decode(Octets.ofHex(hex)), hex);
    }
  }

  @Property(tries = 100)
  void aMessageGoesThroughInFragments(@ForAll @Size(max = 9000) byte[] message) {
    TlsFraming sender = new TlsFraming();
    TlsFraming receiver = new TlsFraming();
    Octets packet = sender.send(message);
    while (sender.hasMore()) {
      assertTrue(packet.size() <= TlsFraming.FRAGMENT + 5);
      assertInstanceOf(TlsFraming.Fragment.class, receiver.take(packet));
      packet = sender.next();
    }
    if (message.length == 0) {
      assertInstanceOf(TlsFraming.Acknowledged.class, receiver.take(packet));
    } else {
      assertArrayEquals(
          message, assertInstanceOf(TlsFraming.Whole.class, receiver.take(packet)).data());
    }
  }

  @Example
  @Tag("negative")
  void fragmentsThatPromiseOrBringTooMuchAreBad() {
    for (String hex :
        List.of(
            "", // no flags
            "80000000", // a length that is cut off
            "8000010001", // more than is taken
            "c00000000401020304050607", // more than is promised
            "800000000401", // less than is promised
            "40", // an empty fragment
            "07")) { // another version
      assertInstanceOf(TlsFraming.Bad.class, new TlsFraming().take(Octets.ofHex(hex)), hex);
    }
    TlsFraming flooded = new TlsFraming();
    byte[] fragment = new byte[2001];
    fragment[0] = 0x40;
    TlsFraming.Incoming last = new TlsFraming.Fragment();
    for (int i = 0; i < 40 && last instanceof TlsFraming.Fragment; i++) {
      last = flooded.take(Octets.wrap(fragment));
    }
    assertInstanceOf(TlsFraming.Bad.class, last);
  }

  @Property(tries = 100)
  void pairsAreReadAsTheyWereWritten(@ForAll @Size(max = 5) List<@Size(max = 40) byte[]> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] value : values) {
      out.writeBytes(TtlsAvps.encode(TtlsAvps.EAP_MESSAGE, Octets.wrap(value)));
    }
    List<TtlsAvps.Avp> pairs = TtlsAvps.decode(out.toByteArray()).orElseThrow();
    assertEquals(
        values.stream().map(Octets::wrap).toList(),
        pairs.stream().map(TtlsAvps.Avp::data).toList());
  }

  @Example
  @Tag("negative")
  void pairsThatAreMalformedOrUnknownAreRefused() {
    Octets good = Octets.wrap(TtlsAvps.encode(TtlsAvps.EAP_MESSAGE, Octets.ofHex("0102030405")));
    assertTrue(TtlsAvps.decode(good.toArray()).isPresent());
    assertFalse(TtlsAvps.decode(good.slice(0, 7).toArray()).isPresent());
    assertFalse(TtlsAvps.decode(good.slice(0, 12).toArray()).isPresent());
    // Unknown: only if it need not be understood.
    assertFalse(TtlsAvps.decode(TtlsAvps.encode(4711, Octets.ofHex("00"))).isPresent());
    assertTrue(TtlsAvps.decode(Octets.ofHex("00001267000000090a000000").toArray()).isPresent());
    // A vendor's, whose header is cut off.
    assertFalse(TtlsAvps.decode(Octets.ofHex("0000004f80000008").toArray()).isPresent());
  }

  private static EapTalk talk() {
    EapTalk talk =
        new EapTalk()
            .certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256)
            .passwords("sesame", "sesame");
    return talk;
  }

  /** One octet of one packet is another: the ends may agree or not, and neither breaks. */
  @Property(tries = 60)
  @Tag("negative")
  void aChangedOctetNeverGivesTwoKeys(
      @ForAll @IntRange(min = 0, max = 3) int method,
      @ForAll @IntRange(min = 0, max = 9) int packet,
      @ForAll @IntRange(min = 0, max = 400) int at,
      @ForAll @IntRange(min = 1, max = 255) int change,
      @ForAll boolean ofClient) {
    EapTalk talk = talk().only(EapMethods.ALL.get(method));
    int[] count = {0};
    java.util.function.UnaryOperator<Octets> changing =
        octets -> {
          if (count[0]++ != packet || at >= octets.size()) {
            return octets;
          }
          byte[] changed = octets.toArray();
          changed[at] ^= (byte) change;
          return Octets.wrap(changed);
        };
    if (ofClient) {
      talk.toServer = changing;
    } else {
      talk.toClient = changing;
    }
    EapTalk.Result result = talk.run();
    if (result.succeeded()) {
      assertArrayEquals(result.clientKey(), result.serverKey());
    }
  }

  @Property(tries = 200)
  @Tag("negative")
  void anyOctetsAreTakenByBothEnds(@ForAll @Size(max = 6) List<@Size(max = 80) byte[]> inputs) {
    EapTalk talk = talk();
    EapEnvironment atClient = new EapEnvironment(talk.client, Instant.EPOCH);
    EapEnvironment atServer = new EapEnvironment(talk.server, Instant.EPOCH);
    try (EapPeerSession peer = talk.clientSession();
        EapServerSession server = talk.serverSession()) {
      server.step(Optional.empty(), atServer);
      for (byte[] input : inputs) {
        byte[] framed = framed(input);
        for (byte[] octets : List.of(input, framed)) {
          assertFalse(
              peer.step(Optional.of(Octets.wrap(octets)), atClient)
                  instanceof EapOutcome.Succeeded);
          assertFalse(
              server.step(Optional.of(Octets.wrap(octets)), atServer)
                  instanceof EapOutcome.Succeeded);
        }
      }
    }
  }

  /** With a header that is right. */
  private static byte[] framed(byte[] input) {
    byte[] all = Arrays.copyOf(input, Math.max(5, input.length));
    all[0] = (byte) (1 + (all[0] & 1));
    all[2] = (byte) (all.length >> 8);
    all[3] = (byte) all.length;
    return all;
  }
}
