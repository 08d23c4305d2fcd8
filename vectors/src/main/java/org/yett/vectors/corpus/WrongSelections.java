package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.Falsified.Where.request;
import static org.yett.vectors.corpus.Falsified.Where.response;
import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.util.function.UnaryOperator;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.Negative.Reaction;

/** Proposals that cannot be accepted, and answers that select what was not offered. */
final class WrongSelections {

  private static final int SA_INIT = 34;
  private static final int IKE_AUTH = 35;
  private static final int SA = 33;
  private static final int NOTIFY = 41;
  private static final int TSR = 45;
  private static final int NO_PROPOSAL_CHOSEN = 14;
  private static final String GCM = "aes256gcm16-prfsha384-";
  private static final String TWO = "x25519-ke1_mlkem512-ke2_mlkem768";

  /** Where the transforms of the answer begin in an SA payload, in the order of their types. */
  private static final int ENCR = 8;

  private static final int PRF = 20;
  private static final int KE = 28;
  private static final int ADDKE1 = 36;
  private static final int ADDKE2 = 44;

  private final NegativeSetups setups;

  private WrongSelections(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongSelections wrong = new WrongSelections(setups);
    wrong.refusals();
    wrong.answers();
  }

  private void refusals() {
    Demand none = Demand.notify(RESPONDER, NO_PROPOSAL_CHOSEN, "rfc7296:2.7");
    setups.setUp(
        "no-proposal",
        "nothing in common: AES-GCM-256 alone is offered, ChaCha20-Poly1305 alone accepted",
        "rfc7296:2.7",
        none,
        base("x25519").responderIke("chacha20poly1305-prfsha384-x25519"));
    setups.setUp(
        "no-addke-in-common",
        "the responder insists on ML-KEM-1024, the initiator on ML-KEM-768",
        "rfc9370:2.2.1",
        none,
        base("x25519-ke1_mlkem768").responderIke(GCM + "x25519-ke1_mlkem1024"));
    setups.setUp(
        "addke-not-offered",
        "the responder insists on ML-KEM-768, the initiator offers no additional key exchange",
        "rfc9370:2.2.1",
        none,
        base("x25519").responderIke(GCM + "x25519-ke1_mlkem768"));
    setups.edited(
        "duplicate-addke-offered",
        "ML-KEM-512 as ADDKE1 and as ADDKE2 and nothing else: none can be chosen",
        "rfc9370:2.2.1",
        Demand.notify(RESPONDER, NO_PROPOSAL_CHOSEN, "rfc9370:2.2.1"),
        base(TWO),
        good -> good.body(request(INITIATOR, SA_INIT), SA, sa -> transform(sa, ADDKE2, 35)));
    setups.edited(
        "addke-without-intermediate",
        "additional key exchanges without INTERMEDIATE_EXCHANGE_SUPPORTED",
        "rfc9370:2.2.1",
        Demand.notify(RESPONDER, NO_PROPOSAL_CHOSEN, "rfc9370:2.2.1"),
        base("x25519-ke1_mlkem512"),
        good -> Falsified.without(request(INITIATOR, SA_INIT), NOTIFY, 4));
    setups.edited(
        "child-no-proposal",
        "an ESP proposal with a cipher that nobody knows",
        "rfc7296:2.7",
        Demand.notify(RESPONDER, NO_PROPOSAL_CHOSEN, "rfc7296:1.2"),
        base("x25519"),
        good -> good.body(request(INITIATOR, IKE_AUTH), SA, sa -> transform(sa, 12, 999)));
  }

  private static byte[] transform(byte[] sa, int at, int id) {
    sa[at + 6] = (byte) (id >>> 8);
    sa[at + 7] = (byte) id;
    return sa;
  }

  private void answered(
      String id, String wrong, String clause, String ike, UnaryOperator<byte[]> change) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.of(INITIATOR, Reaction.DROP, clause),
        base(ike),
        good -> good.body(response(RESPONDER, SA_INIT), SA, change));
  }

  private void answers() {
    answered(
        "selected-encr",
        "the answer selects AES-CBC, which was not offered",
        "rfc7296:3.3.6",
        "x25519",
        sa -> transform(sa, ENCR, 12));
    answered(
        "selected-key-length",
        "the answer selects a key of 128 bits, which was not offered",
        "rfc7296:3.3.6",
        "x25519",
        sa -> {
          sa[ENCR + 11] = (byte) 128;
          sa[ENCR + 10] = 0;
          return sa;
        });
    answered(
        "selected-prf",
        "the answer selects PRF_HMAC_SHA2_256, which was not offered",
        "rfc7296:3.3.6",
        "x25519",
        sa -> transform(sa, PRF, 5));
    answered(
        "selected-ke",
        "the answer selects Curve448, which was not offered",
        "rfc7296:3.3.6",
        "x25519",
        sa -> transform(sa, KE, 32));
    answered(
        "selected-addke",
        "the answer selects ML-KEM-1024 as ADDKE1, which was not offered",
        "rfc9370:2.2.1",
        "x25519-ke1_mlkem512",
        sa -> transform(sa, ADDKE1, 37));
    answered(
        "selected-addke-none",
        "the answer selects NONE as ADDKE1, which was not offered",
        "rfc9370:2.2.1",
        "x25519-ke1_mlkem512",
        sa -> transform(sa, ADDKE1, 0));
    answered(
        "selected-duplicate-addke",
        "the answer selects ML-KEM-768 twice",
        "rfc9370:2.2.1",
        "x25519-ke1_mlkem512-mlkem768-ke2_mlkem768-ecp256",
        sa -> transform(transform(sa, ADDKE1, 36), ADDKE2, 36));
    answered(
        "selected-addke-swapped",
        "the answer swaps ADDKE1 and ADDKE2",
        "rfc9370:2.2.1",
        TWO,
        sa -> transform(transform(sa, ADDKE1, 36), ADDKE2, 35));
    answered(
        "selected-number",
        "the answer has Proposal Num 2, though one was offered",
        "rfc7296:3.3.1",
        "x25519",
        sa -> {
          sa[4] = 2;
          return sa;
        });
    answered(
        "selected-type-twice",
        "the answer has two transforms of type KE",
        "rfc7296:2.7",
        "x25519-ke1_mlkem512",
        sa -> {
          sa[ADDKE1 + 4] = 4;
          return sa;
        });
    setups.edited(
        "selected-without-intermediate",
        "the answer selects ADDKE1 without INTERMEDIATE_EXCHANGE_SUPPORTED",
        "rfc9370:2.2.1",
        Demand.of(INITIATOR, Reaction.DROP, "rfc9370:2.2.1"),
        base("x25519-ke1_mlkem512"),
        good -> Falsified.without(response(RESPONDER, SA_INIT), NOTIFY, 4));
    setups.edited(
        "selected-traffic",
        "the answer of IKE_AUTH widens the initiator's offer of traffic",
        "rfc7296:2.9",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        base("x25519"),
        good ->
            good.body(
                response(RESPONDER, IKE_AUTH),
                TSR,
                ts -> {
                  ts[13] = 0;
                  return ts;
                }));
    setups.edited(
        "selected-esp-encr",
        "the answer of IKE_AUTH selects AES-CBC for ESP, which was not offered",
        "rfc7296:3.3.6",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        base("x25519"),
        good -> good.body(response(RESPONDER, IKE_AUTH), SA, sa -> transform(sa, 12, 12)));
    setups.edited(
        "selected-esp-spi-zero",
        "the answer of IKE_AUTH has SPI 0 for ESP",
        "rfc4303:2.1",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        base("x25519"),
        good ->
            good.body(
                response(RESPONDER, IKE_AUTH),
                SA,
                sa -> {
                  java.util.Arrays.fill(sa, 8, 12, (byte) 0);
                  return sa;
                }));
  }
}
