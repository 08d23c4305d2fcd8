package org.yett.ike.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PseudorandomFunction;

/** Fragments of any size, in any order, of both address families (RFC 7383 2.5, 2.6). */
class FragmentSizePropertyTest {

  private static final IkeHeader HEADER =
      IkeHeader.of(
          new IkeSpi(1), new IkeSpi(2), ExchangeType.IKE_AUTH, Flags.request(Side.INITIATOR), 1);
  private static final MessageDecoder DECODER = new MessageDecoder(DecodeLimits.DEFAULT);

  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();
  private static final IkeCipher AEAD =
      IkeCipher.of(EncryptionAlgorithm.AES_GCM_16, OptionalInt.of(256), IntegrityAlgorithm.NONE)
          .orElseThrow();
  private static final IkeCipher CBC =
      IkeCipher.of(EncryptionAlgorithm.AES_CBC, OptionalInt.of(256), IntegrityAlgorithm.of(12))
          .orElseThrow();

  private static Generation generation(Side side, boolean aead) {
    IkeCipher cipher = aead ? AEAD : CBC;
    IkeKeyContext context =
        new IkeKeyContext(PRF, cipher, new byte[32], new byte[32], new IkeSpis(1, 2));
    return new Generation(
        IkeKeySchedule.initial(context, Secret.adopt(new byte[32]), KeyTrace.NONE),
        cipher,
        side,
        DeterministicRandomness.ofSeed(1));
  }

  private static Path path(boolean ipv6, boolean natTraversal) {
    String[] ends =
        ipv6
            ? new String[] {"2001:db8::1", "2001:db8::2"}
            : new String[] {"192.0.2.1", "192.0.2.2"};
    Path plain =
        Path.plain(
            new TransportAddress(InetAddress.ofLiteral(ends[0]), 500),
            new TransportAddress(InetAddress.ofLiteral(ends[1]), 500));
    return natTraversal ? plain.movedToNatTraversal(4500, 4500) : plain;
  }

  private static Message message(int octets) {
    byte[] data = new byte[octets];
    new Random(octets).nextBytes(data);
    return MessageEncoder.encodeProtected(
        HEADER, List.of(), List.of(NotifyPayload.of(NotifyType.of(40_000), Octets.wrap(data))));
  }

  @Property(tries = 400)
  void fragmentsFitTheirDatagramAndMakeTheMessageAgain(
      @ForAll @IntRange(min = 576, max = 9000) int datagram,
      @ForAll @IntRange(max = 12_000) int length,
      @ForAll boolean ipv6,
      @ForAll boolean natTraversal,
      @ForAll boolean aead,
      @ForAll long order) {
    Path path = path(ipv6, natTraversal);
    DatagramLimit limit =
        DatagramLimit.of(datagram, path, Integer.MAX_VALUE, DatagramLimit.Use.WHEN_NEEDED);
    Message message = message(length);
    List<Octets> datagrams = new ArrayList<>();
    try (Generation sender = generation(Side.INITIATOR, aead)) {
      datagrams.addAll(sender.seal(message, limit));
    }
    int headers = (ipv6 ? 40 : 20) + 8 + (natTraversal ? 4 : 0);
    for (Octets sent : datagrams) {
      assertTrue(sent.size() + headers <= datagram, () -> sent.size() + " in " + datagram);
    }
    if (datagrams.size() > 1) {
      // No fragment but the last leaves room for another block of the cipher.
      for (Octets full : datagrams.subList(0, datagrams.size() - 1)) {
        assertTrue(full.size() + headers > datagram - 16, () -> full.size() + " in " + datagram);
      }
    }
    List<Octets> arriving = new ArrayList<>(datagrams);
    arriving.addAll(datagrams.subList(0, datagrams.size() / 2));
    Collections.shuffle(arriving, new Random(order));
    assertEquals(message.plaintext(), reassembled(arriving, aead));
  }

  private static Octets reassembled(List<Octets> arriving, boolean aead) {
    Reassembly fragments = new Reassembly(256, 65_535);
    try (Generation receiver = generation(Side.RESPONDER, aead)) {
      for (Octets octets : arriving) {
        Outer.Protected outer =
            assertInstanceOf(Outer.Protected.class, DECODER.decodeOuter(octets));
        Opening opening =
            Opening.of(outer.message(), receiver, fragments, true, DECODER, Instant.EPOCH);
        if (opening instanceof Opening.Whole whole) {
          return assertInstanceOf(Decoded.Ok.class, whole.decoded()).message().plaintext();
        }
      }
    }
    throw new AssertionError("incomplete");
  }

  @Property(tries = 200)
  void aSmallerLimitNeverMakesFewerFragments(
      @ForAll @IntRange(min = 256, max = 9000) int datagram,
      @ForAll @IntRange(min = 256, max = 9000) int other,
      @ForAll @IntRange(max = 12_000) int length,
      @ForAll boolean ipv6) {
    Path path = path(ipv6, true);
    Message message = message(length);
    try (Generation sender = generation(Side.INITIATOR, true)) {
      int few = sender.seal(message, limit(path, Math.max(datagram, other))).size();
      int many = sender.seal(message, limit(path, Math.min(datagram, other))).size();
      assertTrue(few <= many, () -> few + " and " + many);
    }
  }

  private static DatagramLimit limit(Path path, int datagram) {
    return DatagramLimit.of(datagram, path, Integer.MAX_VALUE, DatagramLimit.Use.WHEN_NEEDED);
  }
}
