package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.PayloadType;

/** Whatever octets come, the decoder answers with a value and takes bounded memory. */
class HostileInputPropertyTest {

  @Provide
  Arbitrary<Octets> anyOctets() {
    return WireArbitraries.octets(0, 400);
  }

  @Provide
  Arbitrary<List<Payload>> payloads() {
    return WireArbitraries.payloads(1, 5);
  }

  @Property(tries = 1000)
  void randomDatagramsGiveAValue(@ForAll("anyOctets") Octets octets) {
    survive(octets);
  }

  @Property(tries = 1000)
  void randomBodiesOfEveryTypeGiveAValue(
      @ForAll("payloadTypes") PayloadType type, @ForAll("anyOctets") Octets body) {
    survive(Samples.withBody(type, body));
  }

  @Provide
  Arbitrary<PayloadType> payloadTypes() {
    return Arbitraries.of(PayloadType.known())
        .filter(type -> !type.equals(PayloadType.NO_NEXT_PAYLOAD));
  }

  @Property(tries = 150)
  void mutatedMessagesGiveAValue(@ForAll("payloads") List<Payload> payloads, @ForAll long seed) {
    IkeHeader header = Samples.header(ExchangeType.IKE_INTERMEDIATE, 1);
    Random random = new Random(seed);
    Octets clear = MessageEncoder.encodeClear(header, payloads).octets();
    Octets sealed =
        Samples.seal(
            MessageEncoder.encodeProtected(header, payloads.subList(1, payloads.size()), payloads));
    for (int i = 0; i < 12; i++) {
      survive(mutate(clear, random));
      survive(mutate(sealed, random));
    }
  }

  /** Changes a few octets, or cuts, or repeats a part; mostly with a Length field that fits. */
  private static Octets mutate(Octets octets, Random random) {
    byte[] bytes = octets.toArray();
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = IkeHeader.SIZE + random.nextInt(bytes.length - IkeHeader.SIZE);
      bytes[at] =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xff;
            case 2 -> (byte) (bytes[at] + (random.nextBoolean() ? 1 : -1));
            default -> (byte) random.nextInt();
          };
    }
    Octets mutated = Octets.wrap(bytes);
    int cut = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> mutated = mutated.slice(0, cut);
      case 1 -> mutated = Octets.concat(mutated, mutated.from(cut));
      default -> {}
    }
    byte[] result = mutated.toArray();
    if (result.length >= IkeHeader.SIZE && random.nextInt(8) != 0) {
      Octets.ofInt(result.length).copyTo(result, IkeHeader.LENGTH_OFFSET);
    }
    return Octets.wrap(result);
  }

  private static void survive(Octets octets) {
    switch (Samples.DECODER.decodeOuter(octets)) {
      case Outer.Clear(Message message) -> check(message);
      case Outer.Malformed(var header, var error) -> {
        assertEquals(octets.size() >= IkeHeader.SIZE, header.isPresent());
        check(error, octets.size());
      }
      case Outer.Protected(SealedMessage sealed) -> {
        assertEquals(octets.size(), sealed.associatedData().size() + sealed.body().size());
        boolean decodable =
            !(sealed.encrypted() instanceof EncryptedPayload.Skf skf) || skf.fragmentNumber() == 1;
        if (decodable) {
          switch (Samples.DECODER.decodeInner(sealed, sealed.body())) {
            case Decoded.Ok(Message message) -> check(message);
            case Decoded.ProtectedError(var header, var error) -> check(error, octets.size());
          }
        }
      }
    }
  }

  /** What was decoded can be encoded and is decoded to the same again. */
  private static void check(Message message) {
    assertTrue(message.describe().startsWith(message.header().exchangeType().toString()));
    if (message.isProtected()) {
      List<Payload> clear = message.clear().stream().map(PlacedPayload::payload).toList();
      List<Payload> inner = message.inner().stream().map(PlacedPayload::payload).toList();
      Message again = MessageEncoder.encodeProtected(message.header(), clear, inner);
      Decoded.Ok ok = assertInstanceOf(Decoded.Ok.class, Samples.open(Samples.seal(again)));
      assertEquals(message.payloads(), ok.message().payloads());
    } else {
      Message again = MessageEncoder.encodeClear(message.header(), message.payloads());
      assertEquals(message.payloads(), Samples.decodeClear(again.octets()).payloads());
    }
  }

  private static void check(WireError error, int size) {
    assertTrue(error.offset() >= 0 && error.offset() <= size, error::describe);
    assertTrue(error.describe().length() < 300, error::describe);
  }

  @Example
  void theLargestMessagesOfTheSmallestPartsTakeBoundedMemory() {
    bounded(
        Offence.TOO_MANY_PAYLOADS,
        Samples.around(PayloadType.VENDOR_ID, Octets.ofHex("2b000004".repeat(16_376))));
    // 4000 proposals of one transform; 31 proposals of 255 transforms; one of 16000 attributes.
    bounded(
        Offence.SA_TOO_LARGE,
        Samples.withBody(
            PayloadType.SA,
            Octets.ofHex(("02000010" + "01010001" + "0000000801000014").repeat(4_000))));
    String transforms = "0300000801000014".repeat(254) + "0000000801000014";
    bounded(
        Offence.SA_TOO_LARGE,
        Samples.withBody(
            PayloadType.SA, Octets.ofHex(("02000800" + "010100ff" + transforms).repeat(31))));
    bounded(
        Offence.SA_TOO_LARGE,
        Samples.withBody(
            PayloadType.SA,
            Octets.ofHex(
                "0000fa10" + "01010001" + "0000fa0801000014" + "800e0100".repeat(16_000))));
    bounded(
        Offence.CP_TOO_LARGE,
        Samples.withBody(PayloadType.CP, Octets.ofHex("01000000" + "00010000".repeat(16_000))));
    bounded(
        Offence.TS_COUNT,
        Samples.withBody(PayloadType.TS_I, Octets.ofHex("ff000000" + "c8000004".repeat(16_000))));
    bounded(
        Offence.DELETE_SPI_COUNT,
        Samples.withBody(PayloadType.DELETE, Octets.ofHex("0304ffff" + "c0ffee01".repeat(16_000))));
  }

  /** Memory is taken for as many parts as the limits allow, not for as many as there are. */
  private static void bounded(Offence expected, Octets octets) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Samples.DECODER.decodeOuter(octets);
    long before = threads.getCurrentThreadAllocatedBytes();
    Outer outer = Samples.DECODER.decodeOuter(octets);
    long used = threads.getCurrentThreadAllocatedBytes() - before;

    WireError error = assertInstanceOf(Outer.Malformed.class, outer).error();
    assertEquals(expected, error.offence(), error::describe);
    assertTrue(used < 400_000, () -> expected + " took " + used + " octets of memory");
  }
}
