package org.yett.features.steps;

import java.util.List;
import java.util.Optional;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.reference.ReferenceCipher;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.subject.Datagram;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;

/** Makes protected messages with the keys of an end, as whoever knows them could. */
final class Forge {

  private static final int LENGTH_OF_HEADER = 24;
  private static final int FORGED_IV = 0x80;

  private final World world;
  private int ivs;

  Forge(World world) {
    this.world = world;
  }

  /**
   * A datagram that was opened.
   *
   * @param sealed as it was
   * @param cipher with the keys that opened it
   * @param plaintext what is inside
   */
  record Opened(SealedMessage sealed, ReferenceCipher cipher, Octets plaintext) {

    /** Everything before the initialization vector. */
    Octets prefix() {
      return sealed.octets().slice(0, sealed.encrypted().bodyOffset());
    }

    /** The numbers of the fragment that it is, if it is one. */
    Optional<EncryptedPayload.Skf> fragment() {
      return sealed.encrypted() instanceof EncryptedPayload.Skf part
          ? Optional.of(part)
          : Optional.empty();
    }
  }

  /** Opens what an end has sent. */
  Opened open(Datagram datagram) {
    MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
    if (!(decoder.decodeOuter(datagram.octets()) instanceof Outer.Protected(var sealed))) {
      throw new IllegalStateException("nothing that is protected: " + datagram);
    }
    CapturedHandshake handshake = world.handshake();
    for (ReferenceKeys keys : handshake.generations(world.testbed().keysOf(datagram.sender()))) {
      ReferenceCipher cipher = handshake.cipher(keys, datagram.sender());
      Optional<Octets> plaintext = cipher.open(sealed.octets(), sealed.encrypted().bodyOffset());
      if (plaintext.isPresent()) {
        return new Opened(sealed, cipher, plaintext.get());
      }
    }
    throw new IllegalStateException("no known keys open " + sealed.describe());
  }

  /** A fragment of the message that this is a fragment of, with other numbers and contents. */
  Octets fragment(Opened like, int number, int total, Octets plaintext) {
    EncryptedPayload.Skf part = like.fragment().orElseThrow();
    byte[] prefix = like.prefix().toArray();
    put(prefix, part.bodyOffset() - 4, 2, number);
    put(prefix, part.bodyOffset() - 2, 2, total);
    if (number > 1) {
      prefix[part.offset()] = 0;
    }
    return seal(like.cipher(), prefix, part.offset(), plaintext);
  }

  /** A whole message under the newest keys. */
  Octets message(IkeHeader header, List<Payload> inner) {
    ReferenceKeys keys = world.generations().getLast();
    Message message = MessageEncoder.encodeProtected(header, List.of(), inner);
    byte[] prefix = message.preamble().toArray();
    return seal(
        world.handshake().cipher(keys, Side.INITIATOR),
        prefix,
        prefix.length - Payload.HEADER_SIZE,
        message.plaintext());
  }

  /** Sets both lengths, and seals under an initialization vector of its own. */
  private Octets seal(ReferenceCipher cipher, byte[] prefix, int encryptedAt, Octets plaintext) {
    int body = cipher.bodyLength(plaintext.size());
    put(prefix, LENGTH_OF_HEADER, 4, prefix.length + body);
    put(prefix, encryptedAt + 2, 2, prefix.length - encryptedAt + body);
    // Far from the counters of the end itself.
    byte[] iv = new byte[cipher.ivLength()];
    iv[0] = (byte) FORGED_IV;
    put(iv, iv.length - 4, 4, ++ivs);
    return cipher.seal(Octets.wrap(prefix), Octets.wrap(iv), plaintext);
  }

  private static void put(byte[] octets, int at, int length, int value) {
    for (int i = 0; i < length; i++) {
      octets[at + i] = (byte) (value >>> 8 * (length - 1 - i));
    }
  }
}
