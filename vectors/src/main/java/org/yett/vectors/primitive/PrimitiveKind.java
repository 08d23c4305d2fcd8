package org.yett.vectors.primitive;

import java.util.Arrays;
import java.util.Optional;

/** What a set tests. The README of the corpus lists the inputs and outputs of each. */
public enum PrimitiveKind {
  /** Key pairs from seeds. */
  ML_KEM_KEY_GENERATION("ml-kem-key-generation", MlKemChecks::keyGeneration),
  /** Secrets and ciphertexts from encapsulation keys and messages. */
  ML_KEM_ENCAPSULATION("ml-kem-encapsulation", MlKemChecks::encapsulation),
  /** Secrets from ciphertexts. */
  ML_KEM_DECAPSULATION("ml-kem-decapsulation", MlKemChecks::decapsulation),
  /** Encapsulation keys that the checks of FIPS 203 7.2 refuse. */
  ML_KEM_ENCAPSULATION_KEY("ml-kem-encapsulation-key", MlKemChecks::encapsulationKey),
  /** Diffie-Hellman: public values and shared secrets. */
  KEY_EXCHANGE("key-exchange", KeyExchangeChecks::exchange),
  /** Authenticated encryption. */
  AEAD("aead", CipherChecks::aead),
  /** AES in CBC mode without padding. */
  AES_CBC("aes-cbc", CipherChecks::aesCbc),
  /** A whole protected IKE message. */
  IKE_MESSAGE("ike-message", CipherChecks::ikeMessage),
  /** A whole ESP packet. */
  ESP_PACKET("esp-packet", CipherChecks::espPacket),
  /** Signatures to be verified. */
  SIGNATURE("signature", SignatureChecks::verification),
  /** HMAC, whole as PRF and cut as integrity algorithm. */
  HMAC("hmac", KeyDerivationChecks::hmac),
  /** SKEYSEED of an initial IKE SA. */
  IKEV2_SKEYSEED("ikev2-skeyseed", KeyDerivationChecks::skeyseed),
  /** prf+. */
  PRF_PLUS("prf-plus", KeyDerivationChecks::prfPlus),
  /** All derivations of an IKE SA, its Child SAs and its rekey. */
  IKEV2_KDF("ikev2-kdf", KeyDerivationChecks::kdf);

  private final String label;
  private final Check check;

  PrimitiveKind(String label, Check check) {
    this.label = label;
    this.check = check;
  }

  /** Its name in files. */
  public String label() {
    return label;
  }

  /** The kind of that name. */
  public static Optional<PrimitiveKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /** Runs one vector of a set of this kind. */
  Outcome run(PrimitiveVectorSet set, PrimitiveVector vector) {
    return check.run(set, vector);
  }

  /** Runs one vector. */
  @FunctionalInterface
  interface Check {
    Outcome run(PrimitiveVectorSet set, PrimitiveVector vector);
  }
}
