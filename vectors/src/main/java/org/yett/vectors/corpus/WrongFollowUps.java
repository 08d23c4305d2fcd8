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

/** IKE_FOLLOWUP_KE, its link, and the keys of rekeyed IKE SAs. */
final class WrongFollowUps {

  private static final int CREATE_CHILD_SA = 36;
  private static final int FOLLOWUP = 44;
  private static final int KE = 34;
  private static final int NOTIFY = 41;
  private static final int INVALID_SYNTAX = 7;
  private static final int STATE_NOT_FOUND = 47;
  private static final String CLAUSE = "rfc9370:2.2.4";

  private final NegativeSetups setups;

  private WrongFollowUps(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongFollowUps wrong = new WrongFollowUps(setups);
    wrong.links();
    wrong.keyExchanges();
    wrong.keys();
  }

  private static Setup rekeyIke() {
    return base("x25519-ke1_mlkem512").then(INITIATOR, "initiate").then(INITIATOR, "rekey-ike");
  }

  private static Setup rekeyChild() {
    return base("x25519-ke1_mlkem512")
        .esp("aes256gcm16-x25519-ke1_mlkem512")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-child");
  }

  private void links() {
    Demand lost = Demand.notify(RESPONDER, STATE_NOT_FOUND, CLAUSE);
    setups.edited(
        "link-altered-ike",
        "one bit of the link is wrong, rekeying the IKE SA",
        CLAUSE,
        lost,
        rekeyIke(),
        good -> good.body(request(INITIATOR, FOLLOWUP), NOTIFY, n -> WrongKeyExchanges.flip(n, 8)));
    setups.edited(
        "link-altered-child",
        "one bit of the link is wrong, rekeying the Child SA",
        CLAUSE,
        lost,
        rekeyChild(),
        good -> good.body(request(INITIATOR, FOLLOWUP), NOTIFY, n -> WrongKeyExchanges.flip(n, 8)));
    setups.edited(
        "link-truncated",
        "the link comes back without its last octet",
        CLAUSE,
        lost,
        rekeyChild(),
        good ->
            good.body(request(INITIATOR, FOLLOWUP), NOTIFY, n -> Arrays.copyOf(n, n.length - 1)));
    setups.edited(
        "link-missing",
        "IKE_FOLLOWUP_KE without ADDITIONAL_KEY_EXCHANGE",
        CLAUSE,
        lost,
        rekeyChild(),
        good -> Falsified.without(request(INITIATOR, FOLLOWUP), NOTIFY, 1));
    setups.edited(
        "link-not-given",
        "the response of CREATE_CHILD_SA without ADDITIONAL_KEY_EXCHANGE, though more is due",
        CLAUSE,
        Demand.of(INITIATOR, Reaction.DROP, CLAUSE),
        rekeyChild(),
        good -> Falsified.without(response(RESPONDER, CREATE_CHILD_SA), NOTIFY, 1));
  }

  private void keyExchanges() {
    followUp(
        "followup-mlkem-modulus",
        "an encapsulation key with a coefficient of 4095 in IKE_FOLLOWUP_KE",
        "ikev2-mlkem-08:2.2",
        ke -> {
          ke[4] = (byte) 0xff;
          ke[5] |= 0x0f;
          return ke;
        });
    followUp(
        "followup-mlkem-ek-short",
        "an encapsulation key without its last octet in IKE_FOLLOWUP_KE",
        "ikev2-mlkem-08:2.2",
        ke -> Arrays.copyOf(ke, ke.length - 1));
    followUp(
        "followup-other-method",
        "IKE_FOLLOWUP_KE with a KE payload of another method",
        CLAUSE,
        ke -> {
          ke[1] = 36;
          return ke;
        });
    setups.edited(
        "followup-ke-missing",
        "IKE_FOLLOWUP_KE without a KE payload",
        CLAUSE,
        Demand.notify(RESPONDER, INVALID_SYNTAX, CLAUSE),
        rekeyChild(),
        good -> Falsified.without(request(INITIATOR, FOLLOWUP), KE, 1));
    for (boolean ike : new boolean[] {true, false}) {
      setups.edited(
          "followup-mlkem-ct-short-" + (ike ? "ike" : "child"),
          "a ciphertext without its last octet in IKE_FOLLOWUP_KE, rekeying the "
              + (ike ? "IKE SA" : "Child SA"),
          "ikev2-mlkem-08:2.2",
          Demand.of(INITIATOR, Reaction.DELETE, "ikev2-mlkem-08:2.2"),
          ike ? rekeyIke() : rekeyChild(),
          good ->
              good.body(response(RESPONDER, FOLLOWUP), KE, ke -> Arrays.copyOf(ke, ke.length - 1)));
    }
    setups.edited(
        "create-child-x25519-zero",
        "a public value of zero in CREATE_CHILD_SA",
        "rfc8031:3.2",
        Demand.notify(RESPONDER, INVALID_SYNTAX, "rfc8031:3.2"),
        rekeyChild(),
        good ->
            good.body(
                request(INITIATOR, CREATE_CHILD_SA),
                KE,
                ke -> {
                  Arrays.fill(ke, 4, ke.length, (byte) 0);
                  return ke;
                }));
  }

  private void followUp(String id, String wrong, String clause, UnaryOperator<byte[]> change) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.notify(RESPONDER, INVALID_SYNTAX, clause),
        rekeyChild(),
        good -> good.body(request(INITIATOR, FOLLOWUP), KE, change));
  }

  private void keys() {
    Setup rekeyed = rekeyIke();
    for (WrongRekeyKeys.Mistake mistake : WrongRekeyKeys.Mistake.values()) {
      setups.injected(
          mistake.id(),
          mistake.wrong(),
          CLAUSE,
          Demand.of(RESPONDER, Reaction.DROP, "rfc7296:3.14"),
          rekeyed,
          good -> WrongRekeyKeys.message(good, mistake));
    }
  }
}
