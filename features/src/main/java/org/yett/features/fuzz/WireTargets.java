package org.yett.features.fuzz;

import static org.yett.features.fuzz.FuzzTarget.check;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.ike.sim.ObservedMessage;
import org.yett.ike.transport.Reassembly;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.EncryptedPayload.Skf;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.PayloadType;

/** Targets below the exchanges: what is decoded, and how fragments are put together. */
final class WireTargets {

  private static final MessageDecoder DECODER = new MessageDecoder(DecodeLimits.DEFAULT);
  private static final int MAX_FRAGMENTS = 64;
  private static final int MAX_OCTETS = 4096;

  static final List<FuzzTarget> ALL =
      List.of(
          new FuzzTarget(
              "datagram",
              "A datagram before decryption is decoded",
              WireTargets::datagram,
              Recorded::datagrams),
          new FuzzTarget(
              "chain",
              "A chain of payloads after decryption: first type, then the octets",
              WireTargets::chain,
              WireTargets::chains),
          new FuzzTarget(
              "payload",
              "One payload: its type, then its body",
              WireTargets::payload,
              WireTargets::payloads),
          new FuzzTarget(
              "reassembly",
              "Authentic fragments in any order: number, total, length, again and again",
              WireTargets::reassembly,
              () -> List.of(new byte[] {1, 3, 9, 3, 3, 7, 2, 3, 8}, new byte[] {1, 1, 5})));

  private WireTargets() {}

  private static void datagram(byte[] input) {
    switch (DECODER.decodeOuter(Octets.wrap(input))) {
      case Outer.Clear clear -> read(clear.message());
      case Outer.Protected sealed -> {
        SealedMessage message = sealed.message();
        check(message.body().size() <= input.length, "the body is a part of the datagram");
        check(!message.describe().isEmpty(), "it can be described");
      }
      case Outer.Malformed malformed ->
          check(!malformed.error().describe().isEmpty(), "the error can be described");
    }
  }

  private static void read(Message message) {
    check(!message.describe().isEmpty(), "it can be described");
    for (PlacedPayload placed : message.placed()) {
      check(
          placed.offset() + placed.octets().size() <= message.octets().size(),
          "each payload is a part of the message");
    }
  }

  private static SealedMessage sealed(PayloadType first) {
    IkeHeader header =
        IkeHeader.of(
            new IkeSpi(1), new IkeSpi(2), ExchangeType.IKE_AUTH, Flags.request(Side.INITIATOR), 1);
    return new SealedMessage(
        header,
        List.of(),
        new EncryptedPayload.Sk(first, IkeHeader.SIZE, 0),
        Optional.empty(),
        Octets.wrap(new byte[IkeHeader.SIZE + Payload.HEADER_SIZE]));
  }

  private static void chain(byte[] input) {
    if (input.length > 0) {
      decodeInner(Byte.toUnsignedInt(input[0]), Arrays.copyOfRange(input, 1, input.length));
    }
  }

  private static void decodeInner(int firstType, byte[] plaintext) {
    SealedMessage message = sealed(new PayloadType(firstType));
    switch (DECODER.decodeInner(message, Octets.wrap(plaintext))) {
      case Decoded.Ok ok -> {
        check(!ok.message().describe().isEmpty(), "it can be described");
        int sizes = ok.message().inner().stream().mapToInt(p -> p.octets().size()).sum();
        check(sizes <= plaintext.length, "the payloads are parts of the plaintext");
      }
      case Decoded.ProtectedError error ->
          check(!error.error().describe().isEmpty(), "the error can be described");
    }
  }

  private static List<byte[]> chains() {
    List<byte[]> seeds = new ArrayList<>();
    for (ObservedMessage observed : Recorded.messages()) {
      List<PlacedPayload> placed = observed.message().placed();
      if (!placed.isEmpty()) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(placed.getFirst().payload().type().value());
        placed.forEach(p -> seed.writeBytes(p.octets().toArray()));
        seeds.add(seed.toByteArray());
      }
    }
    return seeds;
  }

  private static void payload(byte[] input) {
    if (input.length == 0 || input.length + Payload.HEADER_SIZE > 0xffff) {
      return;
    }
    int length = Payload.HEADER_SIZE + input.length - 1;
    byte[] plaintext = new byte[length];
    plaintext[2] = (byte) (length >>> 8);
    plaintext[3] = (byte) length;
    System.arraycopy(input, 1, plaintext, Payload.HEADER_SIZE, input.length - 1);
    decodeInner(Byte.toUnsignedInt(input[0]), plaintext);
  }

  private static List<byte[]> payloads() {
    List<byte[]> seeds = new ArrayList<>();
    for (ObservedMessage observed : Recorded.messages()) {
      for (PlacedPayload placed : observed.message().placed()) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(placed.payload().type().value());
        seed.writeBytes(placed.body().toArray());
        seeds.add(seed.toByteArray());
      }
    }
    return seeds;
  }

  /** Holds the reassembly against a simple list of what it has been given. */
  private static void reassembly(byte[] input) {
    Reassembly reassembly = new Reassembly(MAX_FRAGMENTS, MAX_OCTETS);
    byte[][] model = new byte[0][];
    for (int at = 0; at + 3 <= input.length; at += 3) {
      int number = Byte.toUnsignedInt(input[at]);
      int total = Byte.toUnsignedInt(input[at + 1]);
      if (number < 1 || number > total) {
        continue;
      }
      byte[] part = new byte[Byte.toUnsignedInt(input[at + 2])];
      Arrays.fill(part, (byte) number);
      PayloadType first = number == 1 ? PayloadType.SA : PayloadType.NO_NEXT_PAYLOAD;
      Skf fragment = new Skf(first, number, total, IkeHeader.SIZE, 0);
      if (reassembly.judge(fragment) != Reassembly.Verdict.WANTED) {
        continue;
      }
      check(total <= MAX_FRAGMENTS, "no more fragments than are accepted");
      if (total != model.length) {
        model = new byte[total][];
      }
      model[number - 1] = part;
      SealedMessage message =
          new SealedMessage(
              sealed(first).header(),
              List.of(),
              fragment,
              Optional.empty(),
              sealed(first).octets());
      if (!reassembly.add(message, fragment, part, Instant.EPOCH)) {
        check(length(model) > MAX_OCTETS, "only a message that is too long is forgotten");
        model = new byte[0][];
      } else if (reassembly.isComplete()) {
        check(reassembly.plaintext().equals(concat(model)), "the parts are put together in order");
        reassembly.clear();
        model = new byte[0][];
      }
    }
  }

  private static int length(byte[][] parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part == null ? 0 : part.length;
    }
    return length;
  }

  private static Octets concat(byte[][] parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      check(part != null, "a complete message has all its parts");
      all.writeBytes(part);
    }
    return Octets.wrap(all.toByteArray());
  }
}
