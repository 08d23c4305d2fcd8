package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.Falsified.Where.request;
import static org.yett.vectors.corpus.Falsified.Where.response;
import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.Negative.Reaction;

/** KE payloads that a recipient has to refuse. */
final class WrongKeyExchanges {

  private static final int INTERMEDIATE = 43;
  private static final int SA_INIT = 34;
  private static final int IKE_AUTH = 35;
  private static final int KE = 34;
  private static final int INVALID_SYNTAX = 7;
  private static final String MLKEM = "ikev2-mlkem-08:2.2";

  private final NegativeSetups setups;

  private WrongKeyExchanges(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongKeyExchanges wrong = new WrongKeyExchanges(setups);
    wrong.encapsulationKeys();
    wrong.ciphertexts();
    wrong.publicValues();
    wrong.order();
  }

  /** A falsified KE payload of the first IKE_INTERMEDIATE request, which must be refused. */
  private void refused(
      String id, String wrong, String clause, String ike, UnaryOperator<byte[]> change) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.notify(RESPONDER, INVALID_SYNTAX, clause),
        base(ike),
        good -> good.body(request(INITIATOR, INTERMEDIATE), KE, change));
  }

  private void encapsulationKeys() {
    for (String size : new String[] {"512", "768", "1024"}) {
      String ike = "x25519-ke1_mlkem" + size;
      refused(
          "mlkem" + size + "-modulus",
          "an encapsulation key with a coefficient of 4095, ML-KEM-" + size,
          MLKEM,
          ike,
          ke -> {
            ke[4] = (byte) 0xff;
            ke[5] |= 0x0f;
            return ke;
          });
      refused(
          "mlkem" + size + "-modulus-last",
          "the last coefficient of the encapsulation key is 3329, ML-KEM-" + size,
          MLKEM,
          ike,
          ke -> {
            // Two coefficients in three octets: the second is the upper 12 bits.
            int end = ke.length - 32;
            ke[end - 1] = (byte) (3329 >>> 4);
            ke[end - 2] = (byte) (ke[end - 2] & 0x0f | (3329 & 0x0f) << 4);
            return ke;
          });
      refused(
          "mlkem" + size + "-ek-short",
          "an encapsulation key without its last octet, ML-KEM-" + size,
          MLKEM,
          ike,
          ke -> Arrays.copyOf(ke, ke.length - 1));
      refused(
          "mlkem" + size + "-ek-long",
          "an encapsulation key with an octet too many, ML-KEM-" + size,
          MLKEM,
          ike,
          ke -> Arrays.copyOf(ke, ke.length + 1));
    }
  }

  private void ciphertexts() {
    for (String size : new String[] {"512", "768", "1024"}) {
      Setup base = base("x25519-ke1_mlkem" + size);
      setups.edited(
          "mlkem" + size + "-ct-short",
          "a ciphertext without its last octet, ML-KEM-" + size,
          MLKEM,
          Demand.of(INITIATOR, Reaction.ABANDON, MLKEM),
          base,
          good ->
              good.body(
                  response(RESPONDER, INTERMEDIATE), KE, ke -> Arrays.copyOf(ke, ke.length - 1)));
      setups.edited(
          "mlkem" + size + "-ct-long",
          "a ciphertext with an octet too many, ML-KEM-" + size,
          MLKEM,
          Demand.of(INITIATOR, Reaction.ABANDON, MLKEM),
          base,
          good ->
              good.body(
                  response(RESPONDER, INTERMEDIATE), KE, ke -> Arrays.copyOf(ke, ke.length + 1)));
      setups.edited(
          "mlkem" + size + "-ct-altered",
          "one bit of the ciphertext is wrong: implicit rejection, other keys, ML-KEM-" + size,
          MLKEM,
          Demand.of(RESPONDER, Reaction.DROP, "rfc7296:3.14"),
          base,
          good -> good.body(response(RESPONDER, INTERMEDIATE), KE, ke -> flip(ke, 40)));
    }
  }

  private void publicValues() {
    refused(
        "x25519-zero",
        "a public value of zero: the shared secret would be zero, Curve25519",
        "rfc8031:3.2",
        "mlkem512-ke1_x25519",
        ke -> zeroed(ke));
    refused(
        "x448-zero",
        "a public value of zero: the shared secret would be zero, Curve448",
        "rfc8031:3.2",
        "x25519-ke1_x448",
        ke -> zeroed(ke));
    refused(
        "x25519-short",
        "a public value of 31 octets, Curve25519",
        "rfc8031:3.1",
        "mlkem512-ke1_x25519",
        ke -> Arrays.copyOf(ke, ke.length - 1));
    for (String curve : new String[] {"ecp256", "ecp384", "ecp521"}) {
      refused(
          curve + "-off-curve",
          "a public value that is no point of the curve, " + curve,
          "rfc6989:2.3",
          "x25519-ke1_" + curve,
          ke -> flip(ke, ke.length - 1));
      refused(
          curve + "-zero",
          "a public value of zeros, " + curve,
          "rfc6989:2.3",
          "x25519-ke1_" + curve,
          ke -> zeroed(ke));
    }
    refused(
        "ecp256-short",
        "a public value of 63 octets, ecp256",
        "rfc5903:7",
        "x25519-ke1_ecp256",
        ke -> Arrays.copyOf(ke, ke.length - 1));
    refused(
        "modp2048-one",
        "a public value of 1, modp2048",
        "rfc6989:2.1",
        "mlkem512-ke1_modp2048",
        ke -> {
          byte[] one = zeroed(ke);
          one[one.length - 1] = 1;
          return one;
        });
    refused(
        "modp2048-zero",
        "a public value of 0, modp2048",
        "rfc6989:2.1",
        "mlkem512-ke1_modp2048",
        ke -> zeroed(ke));
    refused(
        "modp2048-all-ones",
        "a public value above the prime, modp2048",
        "rfc6989:2.1",
        "mlkem512-ke1_modp2048",
        ke -> {
          Arrays.fill(ke, 4, ke.length, (byte) 0xff);
          return ke;
        });
    refused(
        "modp2048-short",
        "a public value without its leading octet, modp2048",
        "rfc7296:3.4",
        "mlkem512-ke1_modp2048",
        ke -> {
          byte[] shorter = Arrays.copyOf(ke, ke.length - 1);
          System.arraycopy(ke, 5, shorter, 4, shorter.length - 4);
          return shorter;
        });
  }

  private void order() {
    refused(
        "ke-other-method",
        "a KE payload of another method than was negotiated for this exchange",
        "rfc9370:2.2.2",
        "x25519-ke1_mlkem512",
        ke -> {
          ke[1] = 36;
          return ke;
        });
    refused(
        "ke-order",
        "the KE payload of ADDKE2 where that of ADDKE1 is due",
        "rfc9370:2.2.1",
        "x25519-ke1_mlkem512-ke2_mlkem768",
        ke -> {
          byte[] other = Arrays.copyOf(ke, 4 + 1184);
          other[1] = 36;
          return other;
        });
    setups.edited(
        "auth-before-addke",
        "IKE_AUTH before the additional key exchanges are done",
        "rfc9370:2.2.1",
        Demand.notify(RESPONDER, INVALID_SYNTAX, "rfc9370:2.2.1"),
        base("x25519-ke1_mlkem512"),
        good -> Falsified.becoming(request(INITIATOR, INTERMEDIATE), IKE_AUTH));
    setups.edited(
        "intermediate-not-negotiated",
        "IKE_INTERMEDIATE though it was not negotiated",
        "rfc9242:3.2",
        Demand.notify(RESPONDER, INVALID_SYNTAX, "rfc9242:3.2"),
        base("x25519"),
        good -> Falsified.becoming(request(INITIATOR, IKE_AUTH), INTERMEDIATE));
    setups.edited(
        "ke-response-missing",
        "the response of IKE_INTERMEDIATE without its KE payload",
        "rfc9370:2.2.2",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc9370:2.2.2"),
        base("x25519-ke1_mlkem512"),
        good -> Falsified.without(response(RESPONDER, INTERMEDIATE), KE, 1));
    setups.edited(
        "ke-response-other-method",
        "the response of IKE_INTERMEDIATE with a KE payload of another method",
        "rfc9370:2.2.2",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc9370:2.2.2"),
        base("x25519-ke1_mlkem512"),
        good ->
            good.body(
                response(RESPONDER, INTERMEDIATE),
                KE,
                ke -> {
                  ke[1] = 36;
                  return ke;
                }));
    setups.edited(
        "sa-init-mlkem-modulus",
        "an encapsulation key with a coefficient of 4095 in IKE_SA_INIT",
        MLKEM,
        Demand.notify(RESPONDER, INVALID_SYNTAX, MLKEM),
        base("mlkem512"),
        good ->
            good.body(
                request(INITIATOR, SA_INIT),
                KE,
                ke -> {
                  ke[4] = (byte) 0xff;
                  ke[5] |= 0x0f;
                  return ke;
                }));
    setups.edited(
        "sa-init-x25519-zero",
        "a public value of zero in IKE_SA_INIT",
        "rfc8031:3.2",
        Demand.notify(RESPONDER, INVALID_SYNTAX, "rfc7296:2.21.1"),
        base("x25519"),
        good -> good.body(request(INITIATOR, SA_INIT), KE, WrongKeyExchanges::zeroed));
    setups.edited(
        "sa-init-response-mlkem-ct-short",
        "a ciphertext without its last octet in the response of IKE_SA_INIT",
        MLKEM,
        Demand.of(INITIATOR, Reaction.ABANDON, MLKEM),
        base("mlkem512"),
        good ->
            good.body(response(RESPONDER, SA_INIT), KE, ke -> Arrays.copyOf(ke, ke.length - 1)));
  }

  static byte[] flip(byte[] octets, int at) {
    octets[at] ^= 1;
    return octets;
  }

  private static byte[] zeroed(byte[] ke) {
    Arrays.fill(ke, 4, ke.length, (byte) 0);
    return ke;
  }
}
