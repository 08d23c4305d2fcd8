package org.yett.ike.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.MessageSealer;
import org.yett.ike.crypto.Opened;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.wire.Framing;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/**
 * One generation of an IKE SA's keys at work: it seals what we send and opens what the peer sends.
 * All sealing under these keys goes through here, so that no IV comes twice.
 */
public final class Generation implements AutoCloseable {

  private final IkeKeys keys;
  private final IkeCipher cipher;
  private final MessageSealer sealer;
  private final CipherKeys inbound;
  private Optional<IkeKeys> mixed = Optional.empty();

  /**
   * Puts keys to work.
   *
   * @param keys owned from now on
   * @param cipher how messages are protected
   * @param side our side of the IKE SA
   * @param randomness in a scope of this generation's own
   */
  public Generation(IkeKeys keys, IkeCipher cipher, Side side, Randomness randomness) {
    this.keys = keys;
    this.cipher = cipher;
    boolean initiator = side == Side.INITIATOR;
    // = rfc7296:2.14/x4
    CipherKeys outbound = initiator ? keys.initiatorKeys() : keys.responderKeys();
    this.inbound = initiator ? keys.responderKeys() : keys.initiatorKeys();
    this.sealer = new MessageSealer(cipher, outbound, randomness);
  }

  /** Its number: 0 after IKE_SA_INIT, and one more after each update. */
  public int number() {
    return keys.generation();
  }

  /** The keys, lent. */
  public IkeKeys keys() {
    return mixed.orElse(keys);
  }

  /**
   * SK_d, SK_pi and SK_pr have changed, and nothing else (RFC 8784 3): what protects messages stays
   * in use, with its counters.
   *
   * @param derived owned from now on
   */
  public void mixed(IkeKeys derived) {
    mixed.ifPresent(IkeKeys::close);
    mixed = Optional.of(derived);
  }

  /** The datagrams of a protected message: one, or its fragments. */
  @Clause("rfc7383:2.5")
  @Clause("rfc7383:2.4/2")
  @Clause("rfc7383:2.4/3")
  @Clause("rfc7383:2.4/4")
  @Clause("rfc7383:2.5.1/1")
  public List<Octets> seal(Message message, DatagramLimit limit) {
    int bodySize = cipher.bodyLength(message.plaintext().size());
    int whole = Framing.wholeOverhead(message) + bodySize;
    return switch (limit.use()) {
      case NEVER -> List.of(sealWhole(message, bodySize));
      case WHEN_NEEDED ->
          whole <= limit.octets()
              ? List.of(sealWhole(message, bodySize))
              : sealFragments(message, limit.octets());
      case ALWAYS -> sealFragments(message, limit.octets());
    };
  }

  private Octets sealWhole(Message message, int bodySize) {
    return seal(Framing.whole(message, bodySize), message.plaintext());
  }

  private Octets seal(byte[] prefix, Octets plaintext) {
    return Octets.wrap(sealer.seal(prefix, plaintext.toArray()));
  }

  private List<Octets> sealFragments(Message message, int limit) {
    Octets plaintext = message.plaintext();
    List<Octets> parts = new ArrayList<>();
    int at = 0;
    do {
      int overhead =
          parts.isEmpty()
              ? Framing.firstFragmentOverhead(message)
              : Framing.LATER_FRAGMENT_OVERHEAD;
      int room = room(limit - overhead, parts.isEmpty());
      int taken = Math.min(room, plaintext.size() - at);
      parts.add(plaintext.slice(at, taken));
      at += taken;
    } while (at < plaintext.size());
    List<Octets> datagrams = new ArrayList<>();
    for (Octets part : parts) {
      int bodySize = cipher.bodyLength(part.size());
      int number = datagrams.size() + 1;
      datagrams.add(seal(Framing.fragment(message, number, parts.size(), bodySize), part));
    }
    return datagrams;
  }

  private int room(int body, boolean firstFragment) {
    OptionalInt most = cipher.maximumPlaintext(body);
    if (most.isPresent() && most.getAsInt() > 0) {
      return most.getAsInt();
    }
    if (firstFragment) {
      // = rfc7383:2.5.3
      // Long payloads in clear may leave the first fragment without room: it goes empty.
      return 0;
    }
    throw new IllegalArgumentException("no fragment fits into so small a datagram");
  }

  /** Checks and opens a message, or a fragment of one. */
  public Opened open(SealedMessage message) {
    return cipher.open(inbound, message.octets().toArray(), message.encrypted().bodyOffset());
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    keys.close();
    mixed.ifPresent(IkeKeys::close);
  }
}
