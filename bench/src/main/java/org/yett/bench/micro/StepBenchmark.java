package org.yett.bench.micro;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.yett.bench.ends.Ends;
import org.yett.ike.auth.IntAuthChain;
import org.yett.ike.auth.IntAuthInput;
import org.yett.ike.auth.PresharedKeyAuth;
import org.yett.ike.auth.SignedOctets;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.MessageSealer;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.event.Event;
import org.yett.ike.keys.ChildKeyLengths;
import org.yett.ike.keys.ChildKeySchedule;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.sim.ObservedMessage;
import org.yett.ike.sim.Pair;
import org.yett.ike.transport.NatDetection;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * The steps of a handshake at one side, each as often as a handshake takes it, over the messages of
 * a handshake that took place. Key exchanges are {@link KeyExchangeBenchmark}'s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmark {

  private static final int SK_HEADER = 4;
  private static final long SEED = 1;

  private record Sealed(byte[] message, int bodyOffset) {}

  /** Key exchanges as in a proposal. */
  @Param({"x25519", "x25519-ke1_mlkem768"})
  public String suite;

  /** Whose steps: what it sends is encoded and sealed, what it receives decoded and opened. */
  @Param({"initiator", "responder"})
  public String side;

  private final MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
  private final List<Message> sent = new ArrayList<>();
  private final List<Octets> received = new ArrayList<>();
  private final List<Message> receivedMessages = new ArrayList<>();
  private final List<Sealed> receivedSealed = new ArrayList<>();
  private final List<Secret> sharedSecrets = new ArrayList<>();
  private final List<Message> intermediates = new ArrayList<>();
  private Prf prf;
  private IkeCipher cipher;
  private IkeKeyContext context;
  private IkeKeys keys;
  private CipherKeys cipherKeys;
  private byte[] firstRequest;
  private byte[] idBody;
  private Secret preShared;

  /** Runs the handshake in virtual time, and keeps what it was made of. */
  @Setup
  public void prepare() {
    Pair pair = Pair.builder(SEED).both(c -> c.ikeProposals(Ends.proposal(suite))).build();
    pair.initiate();
    pair.simulation().runUntil(pair::isEstablished, Duration.ofSeconds(10));
    Suite agreed = pair.initiator().events(Event.IkeSaEstablished.class).getFirst().suite();
    prf = Prf.of(agreed.prf().orElseThrow()).orElseThrow();
    cipher =
        IkeCipher.of(
                agreed.encryption().orElseThrow(),
                OptionalInt.of(agreed.encryptionKeyLength()),
                agreed.integrity().orElse(IntegrityAlgorithm.NONE))
            .orElseThrow();
    SystemRandomness random = new SystemRandomness();
    context =
        new IkeKeyContext(
            prf,
            cipher,
            random.draw(Purpose.NONCE, 0, 32),
            random.draw(Purpose.NONCE, 1, 32),
            new IkeSpis(1, 2));
    for (int i = 0; i <= agreed.additionalKeyExchanges().size(); i++) {
      sharedSecrets.add(Secret.adopt(random.draw(Purpose.NONCE, 2 + i, 32)));
    }
    preShared = Secret.adopt(random.draw(Purpose.NONCE, 20, 32));
    keys = deriveIkeKeys();
    cipherKeys = keys.initiatorKeys();
    for (ObservedMessage observed : pair.simulation().messages()) {
      take(observed);
    }
  }

  private void take(ObservedMessage observed) {
    Message message = observed.message();
    boolean ours = observed.from().equals(side);
    if (message.header().exchangeType().equals(ExchangeType.IKE_INTERMEDIATE)) {
      intermediates.add(message);
    }
    if (!message.isProtected() && !message.header().isResponse()) {
      firstRequest = message.octets().toArray();
    }
    message.identification(Side.INITIATOR).ifPresent(id -> idBody = id.body().toArray());
    if (ours) {
      sent.add(message);
      return;
    }
    receivedMessages.add(message);
    if (message.isProtected()) {
      byte[] sealed =
          new MessageSealer(cipher, cipherKeys, new SystemRandomness())
              .seal(prefix(message), message.plaintext().toArray());
      receivedSealed.add(new Sealed(sealed, message.preamble().size()));
      received.add(Octets.wrap(sealed));
    } else {
      received.add(message.octets());
    }
  }

  /** The octets before the body, with the lengths that the sealed message will have. */
  private byte[] prefix(Message message) {
    byte[] prefix = message.preamble().toArray();
    int body = cipher.bodyLength(message.plaintext().size());
    ByteBuffer.wrap(prefix)
        .putInt(24, prefix.length + body)
        .putShort(prefix.length - 2, (short) (SK_HEADER + body));
    return prefix;
  }

  /** SKEYSEED and SK_*, once for each key exchange. */
  @Benchmark
  public IkeKeys deriveIkeKeys() {
    IkeKeys derived = IkeKeySchedule.initial(context, sharedSecrets.getFirst(), KeyTrace.NONE);
    for (Secret secret : sharedSecrets.subList(1, sharedSecrets.size())) {
      IkeKeys next = IkeKeySchedule.update(context, derived, secret, KeyTrace.NONE);
      derived.close();
      derived = next;
    }
    return derived;
  }

  /** KEYMAT of the first Child SA. */
  @Benchmark
  public Object deriveChildKeys() {
    return ChildKeySchedule.derive(
        prf,
        keys.skD(),
        List.of(),
        context.ni(),
        context.nr(),
        new ChildKeyLengths(36, 0),
        KeyTrace.NONE);
  }

  /** IntAuth over all IKE_INTERMEDIATE messages, and AUTH made and checked. */
  @Benchmark
  public void authenticate(Blackhole hole) {
    IntAuthChain chain = IntAuthChain.EMPTY;
    for (Message message : intermediates) {
      IntAuthInput input =
          IntAuthInput.ofWhole(
              message.preamble().toArray(),
              message.preamble().size() - SK_HEADER,
              message.plaintext().toArray());
      chain =
          message.header().isResponse()
              ? chain.withResponse(prf, keys.skPr(), input, KeyTrace.NONE)
              : chain.withRequest(prf, keys.skPi(), input, KeyTrace.NONE);
    }
    var intAuth = chain.finish(intermediates.size() / 2 + 1);
    SignedOctets ofInitiator =
        SignedOctets.ofInitiator(
            prf, firstRequest, context.nr(), keys.skPi(), idBody, intAuth, KeyTrace.NONE);
    SignedOctets ofResponder =
        SignedOctets.ofResponder(
            prf, firstRequest, context.ni(), keys.skPr(), idBody, intAuth, KeyTrace.NONE);
    hole.consume(PresharedKeyAuth.compute(prf, preShared, ofInitiator, KeyTrace.NONE));
    hole.consume(PresharedKeyAuth.compute(prf, preShared, ofResponder, KeyTrace.NONE));
  }

  /** Everything that this side sends, from payloads to octets. */
  @Benchmark
  public void encode(Blackhole hole) {
    for (Message message : sent) {
      hole.consume(
          message.isProtected()
              ? MessageEncoder.encodeProtected(
                  message.header(), payloads(message.clear()), payloads(message.inner()))
              : MessageEncoder.encodeClear(message.header(), payloads(message.clear())));
    }
  }

  private static List<Payload> payloads(List<PlacedPayload> placed) {
    return placed.stream().map(PlacedPayload::payload).toList();
  }

  /** Everything that this side receives, from octets to payloads, without opening. */
  @Benchmark
  public void decode(Blackhole hole) {
    for (int i = 0; i < received.size(); i++) {
      Outer outer = decoder.decodeOuter(received.get(i));
      hole.consume(
          outer instanceof Outer.Protected(var sealed)
              ? decoder.decodeInner(sealed, receivedMessages.get(i).plaintext())
              : outer);
    }
  }

  /** Every protected message that this side sends. */
  @Benchmark
  public void seal(Blackhole hole) {
    MessageSealer sealer = new MessageSealer(cipher, cipherKeys, new SystemRandomness());
    for (Message message : sent) {
      if (message.isProtected()) {
        hole.consume(sealer.seal(prefix(message), message.plaintext().toArray()));
      }
    }
  }

  /** Every protected message that this side receives. */
  @Benchmark
  public void open(Blackhole hole) {
    for (Sealed sealed : receivedSealed) {
      hole.consume(cipher.open(cipherKeys, sealed.message(), sealed.bodyOffset()));
    }
  }

  /** The two hashes that are sent and the two that are checked. */
  @Benchmark
  public void natDetection(Blackhole hole) {
    var spi = new IkeSpi(1);
    for (int i = 0; i < 4; i++) {
      hole.consume(NatDetection.hash(spi, spi, Ends.path().local()));
    }
  }
}
