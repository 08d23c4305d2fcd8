package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.Falsified.Where.request;
import static org.yett.vectors.corpus.Falsified.Where.response;
import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.corpus.WrongAuthentication.concat;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.SigningKey;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.Edit;
import org.yett.vectors.exchange.Negative.Reaction;

/** AUTH by signature as somebody makes it who gets one thing wrong. */
final class WrongSignatures {

  private static final int IKE_AUTH = 35;
  private static final int AUTH = 39;
  private static final int CERT = 37;
  private static final int AUTHENTICATION_FAILED = 24;
  private static final int RAW_PUBLIC_KEY = 15;
  private static final int ECDSA_256 = 9;
  private static final int SHARED_KEY = 2;
  private static final int P256_OCTETS = 32;
  private static final int SHA256_OCTETS = 32;
  private static final String SIGNED = "InitiatorSignedOctets";
  private static final String DSA_SHA256 = "300b0609608648016503040302";

  private final NegativeSetups setups;

  private WrongSignatures(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongSignatures wrong = new WrongSignatures(setups);
    wrong.signatures();
    wrong.forms();
    wrong.algorithms();
    wrong.postQuantum();
    wrong.signedOctets();
    wrong.keys();
  }

  /** What is drawn for blinding has no influence; rnd of ML-DSA is zero. */
  private static final class Zeros implements Randomness {
    private final Randomness others = DeterministicRandomness.ofSeed(0);

    @Override
    public void fill(Purpose purpose, long index, byte[] out) {
      if (purpose == Purpose.BLINDING) {
        others.fill(purpose, index, out);
      } else {
        Arrays.fill(out, (byte) 0);
      }
    }

    @Override
    public Randomness scoped(String scope) {
      return this;
    }
  }

  private static SigningKey key(Falsified good) {
    return SetupKeys.key(good.good().initiator().privateKey());
  }

  private static byte[] octets(Falsified good) {
    return good.value(SIGNED, SIGNED);
  }

  private static byte[] sign(SigningKey key, SignatureScheme scheme, byte[] message) {
    return key.sign(scheme, message, new Zeros());
  }

  /**
   * Data of AUTH by the Digital Signature method: the identifier with its length, the signature.
   */
  private static byte[] data(byte[] identifier, byte[] signature) {
    return concat(new byte[] {(byte) identifier.length}, identifier, signature);
  }

  private static byte[] data(SignatureScheme scheme, byte[] signature) {
    return data(scheme.algorithmIdentifier(), signature);
  }

  /** The initiator's AUTH has other data. */
  private void authenticates(
      String id, String wrong, String clause, Setup base, Function<Falsified, byte[]> data) {
    replaces(
        id,
        wrong,
        clause,
        base,
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH),
                AUTH,
                body -> concat(Arrays.copyOf(body, 4), data.apply(good))));
  }

  private void replaces(
      String id, String wrong, String clause, Setup base, Function<Falsified, Edit> edit) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.notify(RESPONDER, AUTHENTICATION_FAILED, "rfc7296:2.21.2"),
        base,
        edit);
  }

  private static Setup ecdsa() {
    return base("x25519").signatures(KeyKind.ECDSA_P256);
  }

  private void signatures() {
    for (KeyKind kind :
        new KeyKind[] {KeyKind.RSA_2048, KeyKind.ECDSA_P256, KeyKind.ED25519, KeyKind.ML_DSA_44}) {
      replaces(
          "auth-signature-altered-" + kind,
          "one bit of a signature by " + kind + " is wrong",
          "rfc7427:3",
          base("x25519").signatures(kind),
          good ->
              good.body(
                  request(INITIATOR, IKE_AUTH),
                  AUTH,
                  body -> WrongKeyExchanges.flip(body, body.length - 7)));
    }
    setups.edited(
        "auth-signature-altered-responder",
        "one bit of the responder's signature is wrong",
        "rfc7427:3",
        Demand.of(INITIATOR, Reaction.ABANDON, "rfc7296:2.21.2"),
        base("x25519-ke1_mlkem512").signatures(KeyKind.ECDSA_P256),
        good ->
            good.body(
                response(RESPONDER, IKE_AUTH),
                AUTH,
                body -> WrongKeyExchanges.flip(body, body.length - 7)));
    authenticates(
        "auth-signature-other-key",
        "the signature is by another key than the one in CERT",
        "rfc7296:3.6",
        ecdsa(),
        good ->
            data(
                SignatureScheme.ECDSA_SHA256,
                sign(
                    SetupKeys.key(good.good().responder().privateKey()),
                    SignatureScheme.ECDSA_SHA256,
                    octets(good))));
  }

  private void forms() {
    authenticates(
        "auth-signature-raw-ecdsa",
        "an ECDSA signature as r | s under method 14, where DER is due",
        "rfc7427:3",
        ecdsa(),
        good -> data(SignatureScheme.ECDSA_SHA256, raw(good)));
    replaces(
        "auth-signature-older-method",
        "method 9 though both ends have sent SIGNATURE_HASH_ALGORITHMS",
        "rfc7427:3",
        ecdsa(),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH),
                AUTH,
                body -> concat(new byte[] {ECDSA_256, 0, 0, 0}, raw(good))));
    authenticates(
        "auth-signature-without-identifier",
        "the signature without an AlgorithmIdentifier before it",
        "rfc7427:3",
        ecdsa(),
        good -> sign(key(good), SignatureScheme.ECDSA_SHA256, octets(good)));
    changes(
        "auth-signature-identifier-length",
        "an AlgorithmIdentifier that is longer than the payload",
        data -> {
          data[0] = (byte) 0xff;
          return data;
        });
    changes(
        "auth-signature-empty",
        "an AlgorithmIdentifier without a signature",
        data -> Arrays.copyOf(data, 1 + data[0]));
    changes("auth-signature-no-data", "AUTH without data", data -> new byte[0]);
  }

  private void changes(String id, String wrong, UnaryOperator<byte[]> change) {
    authenticates(
        id,
        wrong,
        "rfc7427:3",
        ecdsa(),
        good -> {
          byte[] body = good.body(request(INITIATOR, IKE_AUTH), AUTH, 1);
          return change.apply(Arrays.copyOfRange(body, 4, body.length));
        });
  }

  /** The signature as r | s, as methods 9 to 11 have it. */
  private static byte[] raw(Falsified good) {
    byte[] der = sign(key(good), SignatureScheme.ECDSA_SHA256, octets(good));
    int length = der[3];
    byte[] r = Arrays.copyOfRange(der, 4, 4 + length);
    byte[] s = Arrays.copyOfRange(der, 6 + length, der.length);
    return concat(fixed(new BigInteger(1, r)), fixed(new BigInteger(1, s)));
  }

  private static byte[] fixed(BigInteger number) {
    return HexFormat.of().parseHex("%064x".formatted(number), 0, 2 * P256_OCTETS);
  }

  private void algorithms() {
    authenticates(
        "auth-signature-other-hash",
        "the identifier says SHA-256, the signature is over SHA-512",
        "rfc7427:3",
        ecdsa(),
        good ->
            data(
                SignatureScheme.ECDSA_SHA256,
                sign(key(good), SignatureScheme.ECDSA_SHA512, octets(good))));
    authenticates(
        "auth-signature-unannounced-hash",
        "a hash that the responder has not announced in SIGNATURE_HASH_ALGORITHMS",
        "rfc7427:4",
        ecdsa(),
        good ->
            data(
                SignatureScheme.ECDSA_SHA384,
                sign(key(good), SignatureScheme.ECDSA_SHA384, octets(good))));
    authenticates(
        "auth-signature-unknown-algorithm",
        "the AlgorithmIdentifier of DSA with SHA-256",
        "rfc7427:3",
        ecdsa(),
        good ->
            data(
                HexFormat.of().parseHex(DSA_SHA256),
                sign(key(good), SignatureScheme.ECDSA_SHA256, octets(good))));
    authenticates(
        "auth-rsa-pkcs1-as-pss",
        "RSASSA-PKCS1-v1_5 under the identifier of RSASSA-PSS",
        "rfc7427:3",
        base("x25519").signatures(KeyKind.RSA_2048),
        good ->
            data(
                SignatureScheme.RSA_PSS_SHA256,
                sign(key(good), SignatureScheme.RSA_PKCS1_SHA256, octets(good))));
    authenticates(
        "auth-rsa-pss-salt",
        "RSASSA-PSS without salt, though the identifier says 32 octets of it",
        "rfc7427:3",
        base("x25519").signatures(KeyKind.RSA_2048),
        good -> data(SignatureScheme.RSA_PSS_SHA256, unsalted(good)));
    authenticates(
        "auth-ed25519-hashed",
        "Ed25519 over SHA-512 of the octets in place of the octets",
        "rfc8420:2",
        base("x25519").signatures(KeyKind.ED25519),
        good ->
            data(
                SignatureScheme.ED25519,
                sign(key(good), SignatureScheme.ED25519, sha512(octets(good)))));
  }

  private static byte[] unsalted(Falsified good) {
    byte[] pkcs8 = HexFormat.of().parseHex(good.good().initiator().privateKey());
    try {
      Signature pss = Signature.getInstance("RSASSA-PSS");
      pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 0, 1));
      pss.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      pss.update(octets(good));
      return pss.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSASSA-PSS without salt", e);
    }
  }

  private static byte[] sha512(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-512", e);
    }
  }

  private void postQuantum() {
    Setup base = base("x25519").signatures(KeyKind.ML_DSA_44);
    String clause = "ikev2-pqc-auth-06:3.2";
    authenticates(
        "auth-ml-dsa-hashed",
        "ML-DSA over SHA-512 of the octets in place of the octets",
        clause,
        base,
        good ->
            data(
                SignatureScheme.ML_DSA_44,
                sign(key(good), SignatureScheme.ML_DSA_44, sha512(octets(good)))));
    authenticates(
        "auth-ml-dsa-other-set",
        "a signature by ML-DSA-44 under the identifier of ML-DSA-65",
        clause,
        base,
        good ->
            data(
                SignatureScheme.ML_DSA_65,
                sign(key(good), SignatureScheme.ML_DSA_44, octets(good))));
    authenticates(
        "auth-ml-dsa-short",
        "a signature by ML-DSA without its last octet",
        clause,
        base,
        good -> {
          byte[] signature = sign(key(good), SignatureScheme.ML_DSA_44, octets(good));
          return data(SignatureScheme.ML_DSA_44, Arrays.copyOf(signature, signature.length - 1));
        });
    authenticates(
        "auth-ml-dsa-hint",
        "a hint that is not encoded in increasing order",
        clause,
        base,
        good -> {
          byte[] signature = sign(key(good), SignatureScheme.ML_DSA_44, octets(good));
          // Of ML-DSA-44: up to 80 positions, then an end for each of 4 polynomials.
          int hints = signature.length - 84;
          byte first = signature[hints];
          signature[hints] = signature[hints + 1];
          signature[hints + 1] = first;
          return data(SignatureScheme.ML_DSA_44, signature);
        });
  }

  private void signedOctets() {
    authenticates(
        "auth-signature-other-identity",
        "MACedIDForI is of another identity than the one that is sent",
        "rfc7296:2.15",
        ecdsa(),
        good -> {
          byte[] other = good.value("MACedIDForI", "RestOfInitIDPayload");
          other[other.length - 1] ^= 1;
          Prf prf = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();
          return signed(
              good,
              good.value(SIGNED, "RealMessage1"),
              good.value(SIGNED, "NonceRData"),
              prf.keyed(good.value("MACedIDForI", "SK_pi")).update(other).octets());
        });
    authenticates(
        "auth-signature-own-nonce",
        "the initiator signs its own nonce in place of the responder's",
        "rfc7296:2.15",
        ecdsa(),
        good ->
            signed(
                good,
                good.value(SIGNED, "RealMessage1"),
                good.value("SKEYSEED", "Ni"),
                good.value(SIGNED, "MACedIDForI")));
    authenticates(
        "auth-signature-without-intauth",
        "no IntAuth in what is signed, though IKE_INTERMEDIATE took place",
        "rfc9242:3.3.2",
        base("x25519-ke1_mlkem512").signatures(KeyKind.ECDSA_P256),
        good ->
            signed(
                good,
                good.value(SIGNED, "RealMessage1"),
                good.value(SIGNED, "NonceRData"),
                good.value(SIGNED, "MACedIDForI")));
    authenticates(
        "auth-signature-key-pad",
        "the octets are keyed, as for a shared secret, before they are signed",
        "rfc7427:3",
        ecdsa(),
        good -> {
          Prf prf = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();
          byte[] pad = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);
          byte[] key = prf.keyed(good.value("SK_*", "SK_pi")).update(pad).octets();
          return signed(good, prf.keyed(key).update(octets(good)).octets());
        });
  }

  private static byte[] signed(Falsified good, byte[]... parts) {
    return data(
        SignatureScheme.ECDSA_SHA256, sign(key(good), SignatureScheme.ECDSA_SHA256, concat(parts)));
  }

  private void keys() {
    replaces(
        "auth-cert-unknown-key",
        "CERT holds a key that the responder does not know",
        "rfc7670:3",
        ecdsa(),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH),
                CERT,
                body ->
                    concat(
                        new byte[] {RAW_PUBLIC_KEY},
                        SetupKeys.key(good.good().responder().privateKey()).publicKey())));
    setups.edited(
        "auth-cert-missing",
        "a signature without a CERT payload, though the responder asks for one",
        "rfc7296:3.6",
        Demand.notify(RESPONDER, AUTHENTICATION_FAILED, "rfc7296:2.21.2"),
        ecdsa(),
        good -> Falsified.without(request(INITIATOR, IKE_AUTH), CERT, 1));
    replaces(
        "auth-psk-for-signature",
        "AUTH by shared secret where the responder demands a signature",
        "rfc7296:2.15",
        ecdsa(),
        good ->
            good.body(
                request(INITIATOR, IKE_AUTH),
                AUTH,
                body -> {
                  byte[] mac = new byte[SHA256_OCTETS];
                  return concat(new byte[] {SHARED_KEY, 0, 0, 0}, mac);
                }));
  }
}
