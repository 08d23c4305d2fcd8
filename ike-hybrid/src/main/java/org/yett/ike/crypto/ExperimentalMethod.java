package org.yett.ike.crypto;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.FrodoKEMParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUParameters;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusParameters;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTParameters;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * KEMs for the laboratory, under numbers for private use that mean something between Yetts alone.
 * They are negotiated only where a proposal names them, beside a key exchange that is not
 * experimental, and never make an SA post-quantum in its posture.
 *
 * <p>What is here fits a message: the payloads inside an Encrypted payload have at most 65,531
 * octets (RFC 9242 3.3.2). Classic McEliece, whose smallest public key has 261,120, does not.
 */
@Clause("rfc9242:3.3.2")
public enum ExperimentalMethod {
  FRODO_976(
      61441, "frodo976", 15_632, 15_792, BouncyKem.frodo(FrodoKEMParameters.frodokem976shake)),
  FRODO_1344(
      61442, "frodo1344", 21_520, 21_696, BouncyKem.frodo(FrodoKEMParameters.frodokem1344shake)),
  EPHEMERAL_FRODO_976(
      61443, "efrodo976", 15_632, 15_744, BouncyKem.frodo(FrodoKEMParameters.efrodokem976shake)),
  EPHEMERAL_FRODO_1344(
      61444, "efrodo1344", 21_520, 21_632, BouncyKem.frodo(FrodoKEMParameters.efrodokem1344shake)),
  HQC_128(61457, "hqc128", 2_241, 4_433, BouncyKem.hqc(HQCParameters.hqc128)),
  HQC_192(61458, "hqc192", 4_514, 8_978, BouncyKem.hqc(HQCParameters.hqc192)),
  HQC_256(61459, "hqc256", 7_237, 14_421, BouncyKem.hqc(HQCParameters.hqc256)),
  SNTRUP_761(61473, "sntrup761", 1_158, 1_039, BouncyKem.sntrup(SNTRUPrimeParameters.sntrup761)),
  SNTRUP_953(61474, "sntrup953", 1_505, 1_349, BouncyKem.sntrup(SNTRUPrimeParameters.sntrup953)),
  SNTRUP_1277(61475, "sntrup1277", 2_067, 1_847, BouncyKem.sntrup(SNTRUPrimeParameters.sntrup1277)),
  NTRULPR_761(
      61476, "ntrulpr761", 1_039, 1_167, BouncyKem.ntrulpr(NTRULPRimeParameters.ntrulpr761)),
  NTRU_HPS_2048_677(
      61489, "ntruhps2048677", 930, 930, BouncyKem.ntru(NTRUParameters.ntruhps2048677)),
  NTRU_HPS_4096_821(
      61490, "ntruhps4096821", 1_230, 1_230, BouncyKem.ntru(NTRUParameters.ntruhps4096821)),
  NTRU_HRSS_701(61491, "ntruhrss701", 1_138, 1_138, BouncyKem.ntru(NTRUParameters.ntruhrss701)),
  NTRU_PLUS_768(
      61505, "ntruplus768", 1_152, 1_152, BouncyKem.ntruPlus(NTRUPlusParameters.ntruplus_kem_768)),
  NTRU_PLUS_864(
      61506, "ntruplus864", 1_296, 1_296, BouncyKem.ntruPlus(NTRUPlusParameters.ntruplus_kem_864)),
  NTRU_PLUS_1152(
      61507,
      "ntruplus1152",
      1_728,
      1_728,
      BouncyKem.ntruPlus(NTRUPlusParameters.ntruplus_kem_1152)),
  SMAUG_T_3(61521, "smaugt3", 1_088, 992, BouncyKem.smaugT(SmaugTParameters.smaugt_mode3)),
  SMAUG_T_5(61522, "smaugt5", 1_440, 1_376, BouncyKem.smaugT(SmaugTParameters.smaugt_mode5));

  /** What all their names begin with. */
  public static final String PREFIX = "experimental_";

  private final KeyExchangeMethod method;
  private final String name;
  private final int publicKey;
  private final int ciphertext;
  private final BouncyKem kem;

  ExperimentalMethod(int number, String name, int publicKey, int ciphertext, BouncyKem kem) {
    this.method = KeyExchangeMethod.of(number);
    this.name = name;
    this.publicKey = publicKey;
    this.ciphertext = ciphertext;
    this.kem = kem;
  }

  /** The number, one for private use. */
  public KeyExchangeMethod method() {
    return method;
  }

  /** The keyword of proposal strings, for example {@code experimental_sntrup761}. */
  public String keyword() {
    return PREFIX + name;
  }

  /** Octets of the initiator's share. */
  public int publicKeyLength() {
    return publicKey;
  }

  /** Octets of the responder's share. */
  public int ciphertextLength() {
    return ciphertext;
  }

  /** The key exchange. */
  public KeyExchange keyExchange() {
    boolean frodo976 = this == FRODO_976 || this == EPHEMERAL_FRODO_976;
    return new KemKeyExchange(method, publicKey, ciphertext, frodo976 ? 24 : 32, kem);
  }

  /** The one of a number. */
  public static Optional<ExperimentalMethod> of(KeyExchangeMethod method) {
    return find(experiment -> experiment.method.equals(method));
  }

  /** The one of a keyword. */
  public static Optional<ExperimentalMethod> named(String keyword) {
    return find(experiment -> experiment.keyword().equals(keyword));
  }

  private static Optional<ExperimentalMethod> find(Function<ExperimentalMethod, Boolean> isMeant) {
    return Stream.of(values()).filter(isMeant::apply).findFirst();
  }

  /** Why a KEM that somebody may look for is not here; empty if nothing is known about it. */
  public static Optional<String> absence(String keyword) {
    String name = keyword.startsWith(PREFIX) ? keyword.substring(PREFIX.length()) : keyword;
    if (name.startsWith("mceliece") || name.startsWith("classicmceliece")) {
      return Optional.of(
          "a public key of Classic McEliece has 261,120 octets or more, and a message of IKEv2 holds"
              + " 65,531 (RFC 9242 3.3.2)");
    } else if (name.startsWith("bike")) {
      return Optional.of("BIKE is no longer in the library of algorithms");
    } else if (name.startsWith("xwing")) {
      return Optional.of("X-Wing is hybrid by itself: expected x25519-ke1_mlkem768");
    }
    return Optional.empty();
  }
}
