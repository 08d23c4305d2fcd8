package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.MessageSealer;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.Framing;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;

class MessageReaderTest {

  private static final IkeSpis SPIS = new IkeSpis(1, 2);

  private final KeyBook book = new KeyBook();
  private final MessageReader reader = new MessageReader(book);
  private final DeterministicRandomness randomness = DeterministicRandomness.ofSeed(1);

  private static IkeCipher gcm() {
    return IkeCipher.of(
            EncryptionAlgorithm.AES_GCM_16, OptionalInt.of(256), IntegrityAlgorithm.NONE)
        .orElseThrow();
  }

  private IkeKeyContext context(IkeCipher cipher) {
    return new IkeKeyContext(
        Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow(),
        cipher,
        new byte[32],
        new byte[32],
        SPIS);
  }

  private IkeKeys keys(IkeCipher cipher, KeyTrace trace) {
    return IkeKeySchedule.initial(context(cipher), Secret.copyOf(new byte[] {1}), trace);
  }

  private KeyTrace trace(String host) {
    return book.of(host, told -> {}).of(new IkeSaId(1), Side.INITIATOR);
  }

  private MessageSealer sealer(IkeCipher cipher, IkeKeys keys) {
    return new MessageSealer(cipher, new CipherKeys(keys.skEi(), keys.skAi()), randomness);
  }

  private static Message message(long messageId, Payload... payloads) {
    IkeHeader header =
        IkeHeader.of(
            new IkeSpi(1),
            new IkeSpi(2),
            ExchangeType.IKE_INTERMEDIATE,
            Flags.request(Side.INITIATOR),
            messageId);
    return MessageEncoder.encodeProtected(header, List.of(), List.of(payloads));
  }

  private static NoncePayload nonce(int fill) {
    byte[] octets = new byte[16];
    octets[0] = (byte) fill;
    return new NoncePayload(Octets.wrap(octets));
  }

  private static Octets seal(MessageSealer sealer, Message message) {
    int size = sealer.cipher().bodyLength(message.plaintext().size());
    return Octets.wrap(sealer.seal(Framing.whole(message, size), message.plaintext().toArray()));
  }

  private static List<Octets> fragments(MessageSealer sealer, Message message, int total) {
    List<Octets> datagrams = new ArrayList<>();
    int part = (message.plaintext().size() + total - 1) / total;
    for (int i = 0; i < total; i++) {
      int from = i * part;
      Octets piece =
          message.plaintext().slice(from, Math.min(part, message.plaintext().size() - from));
      byte[] prefix =
          Framing.fragment(message, i + 1, total, sealer.cipher().bodyLength(piece.size()));
      datagrams.add(Octets.wrap(sealer.seal(prefix, piece.toArray())));
    }
    return datagrams;
  }

  private String read(Octets octets) {
    return reader.read(Duration.ZERO, "initiator", octets);
  }

  @ParameterizedTest
  @CsvSource({
    "AES_GCM_16, 128, NONE",
    "AES_GCM_16, 256, NONE",
    "CHACHA20_POLY1305, 0, NONE",
    "AES_CBC, 128, HMAC_SHA2_256_128",
    "AES_CBC, 256, HMAC_SHA2_512_256"
  })
  void messagesAreReadWithoutKnowingWhatWasNegotiated(
      String cipherName, int bits, String integrity) {
    EncryptionAlgorithm algorithm =
        EncryptionAlgorithm.known().stream()
            .filter(a -> a.toString().equals("ENCR_" + cipherName))
            .findFirst()
            .orElseThrow();
    IntegrityAlgorithm integ =
        IntegrityAlgorithm.known().stream()
            .filter(a -> a.toString().equals("AUTH_" + integrity) || a.toString().equals(integrity))
            .findFirst()
            .orElseThrow();
    IkeCipher cipher =
        IkeCipher.of(algorithm, bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits), integ)
            .orElseThrow();
    MessageSealer sealer = sealer(cipher, keys(cipher, trace("initiator")));
    assertEquals(
        message(1, nonce(1)).describe() + ", under SK_ei",
        read(seal(sealer, message(1, nonce(1)))));
    assertEquals(1, reader.messages().size());
    assertEquals(OptionalInt.of(0), reader.messages().getFirst().epoch());
    assertEquals(List.of(), reader.violations());
  }

  @Test
  void fragmentsAreReadTogetherInAnyOrder() {
    MessageSealer sealer = sealer(gcm(), keys(gcm(), trace("initiator")));
    Message message = message(1, nonce(1), nonce(2), nonce(3));
    List<Octets> datagrams = fragments(sealer, message, 3);
    read(datagrams.get(2));
    read(datagrams.get(0));
    assertEquals(0, reader.messages().size());
    assertTrue(read(datagrams.get(0)).endsWith("(again)"));
    assertTrue(read(datagrams.get(1)).endsWith(message.describe()));
    ObservedMessage observed = reader.messages().getFirst();
    assertEquals(message.octets(), observed.message().octets());
    assertEquals(3, observed.datagrams());
    assertEquals(datagrams.stream().mapToInt(Octets::size).sum(), observed.bytes());
  }

  @Test
  void aRetransmissionIsNoNewMessage() {
    MessageSealer sealer = sealer(gcm(), keys(gcm(), trace("initiator")));
    Octets sealed = seal(sealer, message(1, nonce(1)));
    read(sealed);
    assertTrue(read(sealed).endsWith("(again)"));
    assertEquals(1, reader.messages().size());
    assertEquals(List.of(), reader.violations());
  }

  @Test
  void anIvThatIsUsedTwiceIsAViolation() {
    IkeKeys keys = keys(gcm(), trace("initiator"));
    read(seal(sealer(gcm(), keys), message(1, nonce(1))));
    read(seal(sealer(gcm(), keys), message(2, nonce(2))));
    assertEquals(1, reader.violations().size());
    assertTrue(reader.violations().getFirst().startsWith("an IV was used twice"));
  }

  @Test
  void aMessageIdThatIsUsedTwiceIsAViolation() {
    MessageSealer sealer = sealer(gcm(), keys(gcm(), trace("initiator")));
    read(seal(sealer, message(1, nonce(1))));
    read(seal(sealer, message(1, nonce(2))));
    assertEquals(1, reader.violations().size());
    assertTrue(reader.violations().getFirst().contains("used a Message ID twice"));
  }

  @Test
  void theSameMessageInOtherFragmentsIsNone() {
    MessageSealer sealer = sealer(gcm(), keys(gcm(), trace("initiator")));
    Message message = message(1, nonce(1), nonce(2));
    fragments(sealer, message, 2).forEach(this::read);
    fragments(sealer, message, 3).forEach(this::read);
    assertEquals(List.of(), reader.violations());
  }

  @Test
  void whatNoKeysOpenIsAViolation() {
    IkeKeys unknown = keys(gcm(), KeyTrace.NONE);
    read(seal(sealer(gcm(), unknown), message(1, nonce(1))));
    assertTrue(reader.violations().getFirst().contains("what no keys open"));
  }

  @Test
  void keysOfDifferentHostsAreCompared() {
    keys(gcm(), trace("initiator"));
    keys(gcm(), trace("responder"));
    assertEquals(List.of(), book.disagreements(epoch -> true));
    IkeKeySchedule.initial(context(gcm()), Secret.copyOf(new byte[] {2}), trace("somebody"));
    assertEquals(2, book.disagreements(epoch -> true).size());
  }
}
