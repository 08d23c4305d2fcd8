package org.yett.vectors.exchange;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Opened;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;

/** Hears the derivations of both hosts, and opens messages with the keys. */
final class Hearing {

  /** Keys of one direction of an IKE SA. */
  private record Keys(
      String spis,
      int generation,
      Side side,
      IkeCipher cipher,
      Secret encryption,
      Secret integrity) {}

  /**
   * An opened Encrypted or Encrypted Fragment payload.
   *
   * @param generation of the keys
   * @param iv as sent
   * @param plaintext without padding
   * @param padding without Pad Length
   */
  record Reading(int generation, Octets iv, Octets plaintext, Octets padding) {}

  private record Derivation(
      String name,
      String clause,
      String formula,
      int prf,
      List<StepValue.Named> inputs,
      List<StepValue.Named> outputs) {}

  private final Map<Derivation, Set<String>> derivations = new LinkedHashMap<>();
  private final List<Keys> keys = new ArrayList<>();

  /** The traces of a host; others go on hearing. */
  KeyTraces of(String host, KeyTraces others) {
    return (ikeSa, side) -> {
      KeyTrace other = others.of(ikeSa, side);
      return new KeyTrace() {
        private Optional<IkeCipher> cipher = Optional.empty();
        private int prfLength;

        @Override
        public void algorithms(IkeSpis spis, Prf prf, IkeCipher newCipher) {
          cipher = Optional.of(newCipher);
          prfLength = prf.outputLength();
          other.algorithms(spis, prf, newCipher);
        }

        @Override
        public void step(KeyStep step) {
          hear(host, step, cipher, prfLength);
          other.step(step);
        }
      };
    };
  }

  private void hear(String host, KeyStep step, Optional<IkeCipher> cipher, int prfLength) {
    Derivation derivation =
        new Derivation(
            step.name(),
            step.clause(),
            step.formula(),
            prf(step, prfLength),
            named(step.inputs()),
            named(step.outputs()));
    derivations.computeIfAbsent(derivation, _ -> new LinkedHashSet<>()).add(host);
    if (step.name().startsWith("SK_*") && cipher.isPresent()) {
      String suffix = step.name().substring("SK_*".length());
      int generation =
          suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1, suffix.length() - 1));
      String spis = value(derivation.inputs(), "SPIi") + value(derivation.inputs(), "SPIr");
      for (Side side : Side.values()) {
        String letter = side == Side.INITIATOR ? "i" : "r";
        keys.addFirst(
            new Keys(
                spis,
                generation,
                side,
                cipher.get(),
                step.output("SK_e" + letter + suffix).secret().duplicate(),
                step.output("SK_a" + letter + suffix).secret().duplicate()));
      }
    }
  }

  private static List<StepValue.Named> named(List<KeyValue> values) {
    return values.stream()
        .map(value -> new StepValue.Named(value.name(), HexFormat.of().formatHex(value.octets())))
        .toList();
  }

  private static String value(List<StepValue.Named> values, String name) {
    return values.stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** Every derivation once. */
  List<StepValue> steps() {
    List<StepValue> steps = new ArrayList<>();
    derivations.forEach((derivation, by) ->
        steps.add(
            new StepValue(
                by.stream().sorted().toList(),
                derivation.name(),
                derivation.clause(),
                derivation.formula(),
                derivation.prf(),
                derivation.inputs(),
                derivation.outputs())));
    return steps;
  }

  /** The three PRFs that are implemented differ in the length of their output. */
  private static int prf(KeyStep step, int prfLength) {
    int length =
        switch (step.name()) {
          case "KEYMAT" -> step.inputs().getFirst().octets().length;
          case "InitiatorSignedOctets", "ResponderSignedOctets" -> 0;
          // Cut short.
          case "PPK Confirmation" -> prfLength;
          default -> step.outputs().getFirst().octets().length;
        };
    return switch (length) {
      case 32 -> 5;
      case 48 -> 6;
      case 64 -> 7;
      default -> 0;
    };
  }

  /** Opens a message or fragment. */
  Optional<Reading> open(SealedMessage message) {
    String spis =
        "%016x%016x"
            .formatted(
                message.header().initiatorSpi().value(), message.header().responderSpi().value());
    byte[] octets = message.octets().toArray();
    int body = message.encrypted().bodyOffset();
    for (Keys candidate : keys) {
      if (candidate.spis().equals(spis)
          && candidate.side() == message.header().flags().sender()
          && octets.length - body >= candidate.cipher().bodyLength(0)) {
        CipherKeys pair = new CipherKeys(candidate.encryption(), candidate.integrity());
        if (candidate.cipher().open(pair, octets, body) instanceof Opened.Authentic(byte[] plain)) {
          return Optional.of(reading(candidate, message, plain));
        }
      }
    }
    return Optional.empty();
  }

  private static Reading reading(Keys keys, SealedMessage message, byte[] plaintext) {
    int ivLength = keys.cipher().ivLength();
    byte[] iv = message.body().slice(0, ivLength).toArray();
    int whole = message.body().size() - ivLength - keys.cipher().icvLength();
    byte[] padding = new byte[whole - plaintext.length - 1];
    if (!keys.cipher().isAead()) {
      byte[] padded = decrypt(keys, iv, message.body().slice(ivLength, whole).toArray());
      System.arraycopy(padded, plaintext.length, padding, 0, padding.length);
    }
    return new Reading(
        keys.generation(), Octets.wrap(iv), Octets.wrap(plaintext), Octets.wrap(padding));
  }

  /** What a CBC cipher pads with is not among what opening tells. */
  private static byte[] decrypt(Keys keys, byte[] iv, byte[] ciphertext) {
    try {
      Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
      cbc.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(keys.encryption().copy(), "AES"),
          new IvParameterSpec(iv));
      return cbc.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("authentic, and not to be decrypted", e);
    }
  }
}
