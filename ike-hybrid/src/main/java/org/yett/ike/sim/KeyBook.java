package org.yett.ike.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Opened;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/** Hears the keys of all endpoints of a simulation, and opens their messages. */
final class KeyBook {

  /** Which keys: an IKE SA and their generation. */
  record Epoch(IkeSpi initiatorSpi, IkeSpi responderSpi, int generation) {}

  /** What a message turned out to be. */
  record Reading(int epoch, Octets iv, Octets plaintext) {}

  /** An IKE SA on the wire. */
  private record Pair(IkeSpi initiatorSpi, IkeSpi responderSpi) {}

  /**
   * One direction's keys as one endpoint has derived them, and the cipher that they turned out for.
   */
  private static final class Derived {
    private final Side side;
    private final Secret encryption;
    private final Secret integrity;
    private Optional<IkeCipher> cipher = Optional.empty();

    private Derived(Side side, Secret encryption, Secret integrity) {
      this.side = side;
      this.encryption = encryption;
      this.integrity = integrity;
    }

    private boolean hasKeysOf(Derived other) {
      return encryption.equals(other.encryption) && integrity.equals(other.integrity);
    }
  }

  private static final List<IntegrityAlgorithm> INTEGRITY =
      List.of(
          IntegrityAlgorithm.HMAC_SHA2_256_128,
          IntegrityAlgorithm.HMAC_SHA2_384_192,
          IntegrityAlgorithm.HMAC_SHA2_512_256);

  private final Map<Epoch, List<Derived>> keys = new LinkedHashMap<>();

  /** The epochs of each IKE SA, the newest first: most messages are under its keys. */
  private final Map<Pair, List<Epoch>> epochs = new HashMap<>();

  /** The traces of one host. */
  KeyTraces of(String host, Consumer<String> told) {
    return (IkeSaId ikeSa, Side side) ->
        new KeyTrace() {
          @Override
          public void step(KeyStep step) {
            hear(step);
            told.accept(
                "IKE SA "
                    + ikeSa
                    + ": "
                    + step.outputs().stream().map(KeyValue::name).collect(Collectors.joining(", "))
                    + " ("
                    + step.clause()
                    + ")");
          }
        };
  }

  private void hear(KeyStep step) {
    if (!step.name().startsWith("SK_*")) {
      return;
    }
    int generation = generation(step.name());
    Epoch epoch = new Epoch(spi(step, "SPIi"), spi(step, "SPIr"), generation);
    List<Derived> derived =
        keys.computeIfAbsent(
            epoch,
            e -> {
              epochs
                  .computeIfAbsent(
                      new Pair(e.initiatorSpi(), e.responderSpi()), _ -> new ArrayList<>())
                  .addFirst(e);
              return new ArrayList<>();
            });
    String suffix = step.name().substring("SK_*".length());
    add(
        derived,
        new Derived(Side.INITIATOR, copy(step, "SK_ei" + suffix), copy(step, "SK_ai" + suffix)));
    add(
        derived,
        new Derived(Side.RESPONDER, copy(step, "SK_er" + suffix), copy(step, "SK_ar" + suffix)));
  }

  /** Keys that another host has derived before are the same keys. */
  private static void add(List<Derived> derived, Derived more) {
    if (derived.stream().noneMatch(d -> d.side == more.side && d.hasKeysOf(more))) {
      derived.add(more);
    }
  }

  private static int generation(String name) {
    int bracket = name.indexOf('(');
    return bracket < 0 ? 0 : Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
  }

  private static IkeSpi spi(KeyStep step, String name) {
    KeyValue value =
        step.inputs().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
    return IkeSpi.of(Octets.wrap(value.octets()));
  }

  private static Secret copy(KeyStep step, String name) {
    return step.output(name).secret().duplicate();
  }

  /** Whether two hosts have derived different keys for one epoch of an IKE SA that counts. */
  List<String> disagreements(Predicate<Epoch> counts) {
    List<String> found = new ArrayList<>();
    keys.forEach((epoch, derived) -> {
      for (Side side : Side.values()) {
        boolean differ = derived.stream().filter(d -> d.side == side).count() > 1;
        if (differ && counts.test(epoch)) {
          found.add("keys differ in epoch " + epoch + " for the " + side);
        }
      }
    });
    return found;
  }

  /** Opens a message or fragment with whatever keys fit. */
  Optional<Reading> open(SealedMessage message) {
    IkeHeader header = message.header();
    Pair pair = new Pair(header.initiatorSpi(), header.responderSpi());
    for (Epoch epoch : epochs.getOrDefault(pair, List.of())) {
      for (Derived derived : keys.get(epoch)) {
        if (derived.side == header.flags().sender()) {
          Optional<Reading> reading = open(message, epoch.generation(), derived);
          if (reading.isPresent()) {
            return reading;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Reading> open(SealedMessage message, int generation, Derived derived) {
    CipherKeys cipherKeys = new CipherKeys(derived.encryption, derived.integrity);
    List<IkeCipher> ciphers = derived.cipher.map(List::of).orElseGet(() -> candidates(derived));
    for (IkeCipher cipher : ciphers) {
      Opened opened =
          cipher.open(cipherKeys, message.octets().toArray(), message.encrypted().bodyOffset());
      if (opened instanceof Opened.Authentic(byte[] plaintext)) {
        derived.cipher = Optional.of(cipher);
        return Optional.of(
            new Reading(
                generation, message.body().slice(0, cipher.ivLength()), Octets.wrap(plaintext)));
      }
    }
    return Optional.empty();
  }

  /** The ciphers whose keys have these lengths: what was negotiated need not be known. */
  private static List<IkeCipher> candidates(Derived derived) {
    List<IkeCipher> candidates = new ArrayList<>();
    boolean aead = derived.integrity.length() == 0;
    if (aead) {
      add(candidates, EncryptionAlgorithm.CHACHA20_POLY1305, OptionalInt.empty(), derived);
    }
    for (int bits : new int[] {128, 192, 256}) {
      EncryptionAlgorithm cipher =
          aead ? EncryptionAlgorithm.AES_GCM_16 : EncryptionAlgorithm.AES_CBC;
      add(candidates, cipher, OptionalInt.of(bits), derived);
    }
    return candidates;
  }

  private static void add(
      List<IkeCipher> candidates,
      EncryptionAlgorithm algorithm,
      OptionalInt keyBits,
      Derived derived) {
    boolean aead = algorithm.isCombinedMode();
    for (IntegrityAlgorithm integrity : aead ? List.of(IntegrityAlgorithm.NONE) : INTEGRITY) {
      IkeCipher.of(algorithm, keyBits, integrity)
          .filter(c -> c.encryptionKeyLength() == derived.encryption.length())
          .filter(c -> c.integrityKeyLength() == derived.integrity.length())
          .ifPresent(candidates::add);
    }
  }
}
