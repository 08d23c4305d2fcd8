package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.Falsified.Where.request;
import static org.yett.vectors.corpus.Falsified.Where.response;
import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.yett.ike.crypto.Prf;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.Edit;
import org.yett.vectors.exchange.Negative.Reaction;

/** AUTH as somebody computes it who gets one thing wrong. */
final class WrongAuthentication {

  private static final int IKE_AUTH = 35;
  private static final int AUTH = 39;
  private static final int IDI = 35;
  private static final int AUTHENTICATION_FAILED = 24;
  private static final String HYBRID = "x25519-ke1_mlkem512";
  private static final String SIGNED = "InitiatorSignedOctets";
  private static final byte[] KEY_PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);
  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();

  private final NegativeSetups setups;

  private WrongAuthentication(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongAuthentication wrong = new WrongAuthentication(setups);
    wrong.signedOctets();
    wrong.intAuth();
    wrong.other();
  }

  /** The initiator authenticates with these signed octets. */
  private void signs(
      String id, String wrong, String clause, Setup base, Function<Falsified, byte[]> octets) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.notify(RESPONDER, AUTHENTICATION_FAILED, "rfc7296:2.21.2"),
        base,
        good -> auth(good, mac(mac(secret(good), KEY_PAD), octets.apply(good))));
  }

  private static byte[] secret(Falsified good) {
    return good.value("AUTH", "Shared Secret");
  }

  private static Edit auth(Falsified good, byte[] data) {
    return good.body(
        request(INITIATOR, IKE_AUTH), AUTH, body -> concat(Arrays.copyOf(body, 4), data));
  }

  private static byte[] mac(byte[] key, byte[]... data) {
    return PRF.keyed(key).update(concat(data)).octets();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] signed(Falsified good, String name) {
    return good.value(SIGNED, name);
  }

  private void signedOctets() {
    signs(
        "auth-stale-sk-p",
        "MACedIDForI by SK_pi of IKE_SA_INIT, though IKE_INTERMEDIATE has made newer keys",
        "rfc9370:2.2.2",
        base(HYBRID),
        good ->
            concat(
                signed(good, "RealMessage1"),
                signed(good, "NonceRData"),
                mac(good.value("SK_*", "SK_pi"), good.value("MACedIDForI", "RestOfInitIDPayload")),
                signed(good, "IntAuth")));
    signs(
        "auth-own-nonce",
        "the initiator signs its own nonce in place of the responder's",
        "rfc7296:2.15",
        base("x25519"),
        good ->
            concat(
                signed(good, "RealMessage1"),
                good.value("SKEYSEED", "Ni"),
                signed(good, "MACedIDForI")));
    signs(
        "auth-sk-pr",
        "MACedIDForI by SK_pr, which is the responder's",
        "rfc7296:2.15",
        base("x25519"),
        good ->
            concat(
                signed(good, "RealMessage1"),
                signed(good, "NonceRData"),
                mac(
                    good.value("SK_*", "SK_pr"),
                    good.value("MACedIDForI", "RestOfInitIDPayload"))));
    signs(
        "auth-other-message",
        "the initiator signs the responder's IKE_SA_INIT message",
        "rfc7296:2.15",
        base("x25519"),
        good ->
            concat(
                good.value("ResponderSignedOctets", "RealMessage2"),
                signed(good, "NonceRData"),
                signed(good, "MACedIDForI")));
    signs(
        "auth-first-message-after-cookie",
        "the initiator signs its first IKE_SA_INIT request, which a cookie has replaced",
        "rfc7296:2.15",
        base("x25519").responderOption("cookies"),
        good ->
            concat(
                java.util.HexFormat.of().parseHex(good.good().datagrams().getFirst().octets()),
                signed(good, "NonceRData"),
                signed(good, "MACedIDForI")));
    signs(
        "auth-id-with-header",
        "MACedIDForI covers the generic header of the ID payload too",
        "rfc7296:2.15",
        base("x25519"),
        good -> {
          byte[] id = good.value("MACedIDForI", "RestOfInitIDPayload");
          byte[] header = {36, 0, 0, (byte) (id.length + 4)};
          return concat(
              signed(good, "RealMessage1"),
              signed(good, "NonceRData"),
              mac(good.value("SK_*", "SK_pi"), header, id));
        });
  }

  private void intAuth() {
    signsIntAuth("intauth-order", "IntAuth_r before IntAuth_i", (i, r, id) -> concat(r, i, id));
    signsIntAuth(
        "intauth-missing",
        "no IntAuth though IKE_INTERMEDIATE took place",
        (i, r, id) -> new byte[0]);
    signsIntAuth(
        "intauth-without-message-id",
        "IntAuth without the Message ID of IKE_AUTH",
        (i, r, id) -> concat(i, r));
    signsIntAuth(
        "intauth-other-message-id",
        "IntAuth with the Message ID of IKE_INTERMEDIATE",
        (i, r, id) -> concat(i, r, new byte[] {0, 0, 0, 1}));
    signsIntAuth(
        "intauth-initiator-alone", "IntAuth of the requests alone", (i, r, id) -> concat(i, id));
    signs(
        "intauth-unasked",
        "IntAuth (the Message ID) added though no IKE_INTERMEDIATE took place",
        "rfc9242:3.3.2",
        base("x25519"),
        good ->
            concat(
                signed(good, "RealMessage1"),
                signed(good, "NonceRData"),
                signed(good, "MACedIDForI"),
                new byte[] {0, 0, 0, 1}));
    signsChain(
        "intauth-newer-key",
        "IntAuth_i1 by SK_pi that the exchange has made, in place of the one before it",
        good ->
            mac(
                good.value("SK_*(1)", "SK_pi(1)"),
                good.value("IntAuth_i1", "IntAuth_i1A"),
                good.value("IntAuth_i1", "IntAuth_i1P")));
    signsChain(
        "intauth-wire-length",
        "IntAuth_i1A with the Length of the message as it was sent",
        good -> {
          byte[] a = good.value("IntAuth_i1", "IntAuth_i1A");
          byte[] p = good.value("IntAuth_i1", "IntAuth_i1P");
          // IV of 8 octets, Pad Length, ICV of 16 octets.
          int length = a.length + p.length + 8 + 1 + 16;
          java.nio.ByteBuffer.wrap(a).putInt(24, length).putShort(30, (short) (length - 28));
          return mac(good.value("SK_*", "SK_pi"), a, p);
        });
    signsChain(
        "intauth-pad-length",
        "IntAuth_i1P with the Pad Length octet",
        good ->
            mac(
                good.value("SK_*", "SK_pi"),
                good.value("IntAuth_i1", "IntAuth_i1A"),
                good.value("IntAuth_i1", "IntAuth_i1P"),
                new byte[1]));
    signsChain(
        "intauth-header-alone",
        "IntAuth_i1 over IntAuth_i1A alone",
        good -> mac(good.value("SK_*", "SK_pi"), good.value("IntAuth_i1", "IntAuth_i1A")));
    signs(
        "intauth-unchained",
        "IntAuth_i2 without IntAuth_i1 before it",
        "rfc9242:3.3.2",
        base("x25519-ke1_mlkem512-ke2_ecp256"),
        good -> {
          byte[] second =
              mac(
                  good.value("SK_*(1)", "SK_pi(1)"),
                  good.value("IntAuth_i2", "IntAuth_i2A"),
                  good.value("IntAuth_i2", "IntAuth_i2P"));
          return concat(
              signed(good, "RealMessage1"),
              signed(good, "NonceRData"),
              signed(good, "MACedIDForI"),
              second,
              good.value("IntAuth_r2", "IntAuth_r2"),
              new byte[] {0, 0, 0, 3});
        });
  }

  private interface Arrangement {
    byte[] of(byte[] i, byte[] r, byte[] messageId);
  }

  private void signsIntAuth(String id, String wrong, Arrangement arrangement) {
    signs(
        id,
        wrong,
        "rfc9242:3.3.2",
        base(HYBRID),
        good ->
            concat(
                signed(good, "RealMessage1"),
                signed(good, "NonceRData"),
                signed(good, "MACedIDForI"),
                arrangement.of(
                    good.value("IntAuth_i1", "IntAuth_i1"),
                    good.value("IntAuth_r1", "IntAuth_r1"),
                    new byte[] {0, 0, 0, 2})));
  }

  private void signsChain(String id, String wrong, Function<Falsified, byte[]> intAuthI) {
    signs(
        id,
        wrong,
        "rfc9242:3.3.2",
        base(HYBRID),
        good ->
            concat(
                signed(good, "RealMessage1"),
                signed(good, "NonceRData"),
                signed(good, "MACedIDForI"),
                intAuthI.apply(good),
                good.value("IntAuth_r1", "IntAuth_r1"),
                new byte[] {0, 0, 0, 2}));
  }

  private void other() {
    Demand refused = Demand.notify(RESPONDER, AUTHENTICATION_FAILED, "rfc7296:2.21.2");
    setups.edited(
        "auth-without-key-pad",
        "AUTH by the shared secret itself, without the key pad",
        "rfc7296:2.15",
        refused,
        base("x25519"),
        good -> auth(good, mac(secret(good), good.value(SIGNED, SIGNED))));
    setups.edited(
        "auth-altered",
        "one bit of AUTH is wrong",
        "rfc7296:2.15",
        refused,
        base("x25519"),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH), AUTH, body -> WrongKeyExchanges.flip(body, 10)));
    setups.edited(
        "auth-short",
        "AUTH without its last octet",
        "rfc7296:2.15",
        refused,
        base("x25519"),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH), AUTH, body -> Arrays.copyOf(body, body.length - 1)));
    setups.edited(
        "auth-unknown-identity",
        "an identity that the responder does not know",
        "rfc7296:2.15",
        refused,
        base("x25519"),
        good ->
            good.body(request(INITIATOR, IKE_AUTH), IDI, body -> WrongKeyExchanges.flip(body, 6)));
    setups.edited(
        "auth-responder-altered",
        "one bit of the responder's AUTH is wrong",
        "rfc7296:2.15",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        base(HYBRID),
        good ->
            good.body(
                response(RESPONDER, IKE_AUTH), AUTH, body -> WrongKeyExchanges.flip(body, 10)));
    setups.edited(
        "sa-init-request-tampered",
        "somebody on the path changes a status notification of the IKE_SA_INIT request",
        "rfc7296:2.15",
        refused,
        base(HYBRID),
        good -> good.datagram(INITIATOR, 1, WrongAuthentication::lastNotification));
    setups.edited(
        "sa-init-response-tampered",
        "somebody on the path changes a status notification of the IKE_SA_INIT response",
        "rfc7296:2.15",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        base(HYBRID),
        good -> good.datagram(RESPONDER, 1, WrongAuthentication::lastNotification));
  }

  /** The last notification becomes one of a type for private use, which nobody knows. */
  private static byte[] lastNotification(byte[] message) {
    message[message.length - 2] = (byte) 0xee;
    message[message.length - 1] = (byte) 0xee;
    return message;
  }
}
