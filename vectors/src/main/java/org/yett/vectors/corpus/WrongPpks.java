package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.Falsified.Where.request;
import static org.yett.vectors.corpus.Falsified.Where.response;
import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.corpus.WrongAuthentication.concat;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.yett.ike.crypto.Prf;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.MessageValue;
import org.yett.vectors.exchange.Negative.Reaction;

/** Post-quantum preshared keys that are not the same at both ends, or not used as agreed. */
final class WrongPpks {

  private static final int IKE_AUTH = 35;
  private static final int INTERMEDIATE = 43;
  private static final int AUTH = 39;
  private static final int NOTIFY = 41;
  private static final int NO_PROPOSAL_CHOSEN = 14;
  private static final int AUTHENTICATION_FAILED = 24;
  private static final int PPK_IDENTITY = 16436;
  private static final int PPK_IDENTITY_KEY = 16446;
  private static final int CONFIRMATION = 8;
  private static final String HYBRID = "x25519-ke1_mlkem512";
  private static final String IN_AUTH = "rfc8784:3";
  private static final String IN_INTERMEDIATE = "rfc9867:3.1";
  private static final String ID = "ppk.example";
  private static final String PPK = "Yett PPK of 32 octets, no secret";
  private static final String OTHER = "Another of 32 octets, no secret.";
  private static final Demand REFUSED =
      Demand.notify(RESPONDER, AUTHENTICATION_FAILED, "rfc7296:2.21.2");
  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();

  private final NegativeSetups setups;

  private WrongPpks(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongPpks wrong = new WrongPpks(setups);
    wrong.announcements();
    wrong.values();
    wrong.inAuth();
    wrong.inIntermediate();
  }

  private static Setup with(String where) {
    return base(HYBRID).option(where).option("ppk-required").ppk(ID, PPK);
  }

  private void announcements() {
    setups.setUp(
        "ppk-auth-unannounced-by-responder",
        "the responder does not announce PPKs, which the initiator requires",
        IN_AUTH,
        Demand.of(INITIATOR, Reaction.ABANDON, IN_AUTH),
        base(HYBRID)
            .initiatorOption("ppk")
            .initiatorOption("ppk-required")
            .ppk(INITIATOR, ID, PPK));
    setups.setUp(
        "ppk-auth-unannounced-by-initiator",
        "the initiator does not announce PPKs, which the responder requires",
        IN_AUTH,
        Demand.notify(RESPONDER, NO_PROPOSAL_CHOSEN, IN_AUTH),
        base(HYBRID)
            .responderOption("ppk")
            .responderOption("ppk-required")
            .ppk(RESPONDER, ID, PPK));
    setups.setUp(
        "ppk-intermediate-unannounced-by-responder",
        "the responder does not announce PPKs in IKE_INTERMEDIATE, which the initiator requires",
        IN_INTERMEDIATE,
        Demand.of(INITIATOR, Reaction.ABANDON, IN_INTERMEDIATE),
        base(HYBRID)
            .initiatorOption("ppk-intermediate")
            .initiatorOption("ppk-required")
            .ppk(INITIATOR, ID, PPK));
  }

  private void values() {
    for (String where : List.of("ppk", "ppk-intermediate")) {
      String name = where.equals("ppk") ? "ppk-auth" : where;
      String clause = where.equals("ppk") ? IN_AUTH : IN_INTERMEDIATE;
      setups.setUp(
          name + "-other-value",
          "the ends have different PPKs under the same PPK_ID, and the responder requires it",
          clause,
          REFUSED,
          base(HYBRID)
              .option(where)
              .option("ppk-required")
              .ppk(INITIATOR, ID, PPK)
              .ppk(RESPONDER, ID, OTHER));
      setups.setUp(
          name + "-unknown-id",
          "the responder requires a PPK, and knows none of this PPK_ID",
          clause,
          REFUSED,
          base(HYBRID)
              .option(where)
              .option("ppk-required")
              .ppk(INITIATOR, ID, PPK)
              .ppk(RESPONDER, "elsewhere.example", PPK));
    }
    setups.setUp(
        "ppk-auth-other-value-optional",
        "the ends have different PPKs under the same PPK_ID; NO_PPK_AUTH does not count then",
        IN_AUTH,
        REFUSED,
        base(HYBRID).option("ppk").ppk(INITIATOR, ID, PPK).ppk(RESPONDER, ID, OTHER));
  }

  /** Which Notify payload of a message has this type, from 1. */
  private static int notification(Falsified good, Falsified.Where where, int type) {
    MessageValue message = good.message(where);
    byte[] plain = HexFormat.of().parseHex(message.plain());
    int occurrence = 0;
    for (MessageValue.PayloadValue payload : message.payloads()) {
      if (payload.type() == NOTIFY) {
        occurrence++;
        int at = payload.offset() + 6;
        if (((plain[at] & 0xff) << 8 | (plain[at + 1] & 0xff)) == type) {
          return occurrence;
        }
      }
    }
    throw new IllegalArgumentException("no notification " + type + " in " + where);
  }

  private static byte[] mac(byte[] key, byte[]... data) {
    return PRF.keyed(key).update(concat(data)).octets();
  }

  /** AUTH of a side over octets with MACedID by this key. */
  private static byte[] auth(Falsified good, String side, byte[] skP) {
    boolean initiator = side.equals("Initiator");
    String signed = side + "SignedOctets";
    String maced = initiator ? "MACedIDForI" : "MACedIDForR";
    byte[] id = good.value(maced, initiator ? "RestOfInitIDPayload" : "RestOfRespIDPayload");
    byte[] octets =
        concat(
            good.value(signed, initiator ? "RealMessage1" : "RealMessage2"),
            good.value(signed, initiator ? "NonceRData" : "NonceIData"),
            mac(skP, id),
            good.value(signed, "IntAuth"));
    byte[] pad = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);
    return mac(mac(good.value("AUTH", "Shared Secret"), pad), octets);
  }

  private void inAuth() {
    setups.edited(
        "ppk-auth-not-mixed",
        "the initiator proves itself by SK_pi without the PPK",
        IN_AUTH,
        REFUSED,
        with("ppk"),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH),
                AUTH,
                body ->
                    concat(
                        Arrays.copyOf(body, 4),
                        auth(good, "Initiator", good.value("SK_pi", "SK_pi'")))));
    setups.edited(
        "ppk-auth-responder-not-mixed",
        "the responder proves itself by SK_pr without the PPK",
        IN_AUTH,
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        with("ppk"),
        good ->
            good.body(
                response(RESPONDER, IKE_AUTH),
                AUTH,
                body ->
                    concat(
                        Arrays.copyOf(body, 4),
                        auth(good, "Responder", good.value("SK_pr", "SK_pr'")))));
    setups.edited(
        "ppk-auth-no-identity",
        "no PPK_IDENTITY in IKE_AUTH though both ends have announced PPKs",
        IN_AUTH,
        REFUSED,
        with("ppk"),
        good -> {
          Falsified.Where where = request(INITIATOR, IKE_AUTH);
          return Falsified.without(where, NOTIFY, notification(good, where, PPK_IDENTITY));
        });
    setups.edited(
        "ppk-auth-unconfirmed",
        "the responder does not confirm the PPK, which the initiator requires",
        IN_AUTH,
        Demand.of(INITIATOR, Reaction.ABANDON, IN_AUTH),
        with("ppk"),
        good -> {
          Falsified.Where where = response(RESPONDER, IKE_AUTH);
          return Falsified.without(where, NOTIFY, notification(good, where, PPK_IDENTITY));
        });
  }

  private void inIntermediate() {
    Falsified.Where offer = request(INITIATOR, INTERMEDIATE).number(2);
    setups.edited(
        "ppk-intermediate-confirmation",
        "one bit of the PPK confirmation is wrong",
        IN_INTERMEDIATE,
        REFUSED,
        with("ppk-intermediate"),
        good ->
            good.body(
                offer,
                NOTIFY,
                notification(good, offer, PPK_IDENTITY_KEY),
                body -> WrongKeyExchanges.flip(body, body.length - 1)));
    setups.edited(
        "ppk-intermediate-no-confirmation",
        "a PPK_ID without a PPK confirmation",
        IN_INTERMEDIATE,
        REFUSED,
        with("ppk-intermediate"),
        good ->
            good.body(
                offer,
                NOTIFY,
                notification(good, offer, PPK_IDENTITY_KEY),
                body -> Arrays.copyOf(body, body.length - CONFIRMATION)));
    setups.edited(
        "ppk-intermediate-not-offered",
        "the responder takes a PPK that was not offered",
        IN_INTERMEDIATE,
        Demand.of(INITIATOR, Reaction.ABANDON, IN_INTERMEDIATE),
        with("ppk-intermediate"),
        good -> {
          Falsified.Where answer = response(RESPONDER, INTERMEDIATE).number(2);
          return good.body(
              answer,
              NOTIFY,
              notification(good, answer, PPK_IDENTITY),
              body -> WrongKeyExchanges.flip(body, body.length - 1));
        });
    setups.edited(
        "ppk-intermediate-stale-sk-p",
        "MACedIDForI by SK_pi from before the PPK was mixed in",
        "rfc9867:3.1.1",
        REFUSED,
        with("ppk-intermediate"),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH),
                AUTH,
                body ->
                    concat(
                        Arrays.copyOf(body, 4),
                        auth(good, "Initiator", good.value("SK_*(1)", "SK_pi(1)")))));
  }
}
