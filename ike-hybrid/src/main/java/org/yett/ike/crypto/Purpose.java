package org.yett.ike.crypto;

/**
 * What random octets are for. Draws are labelled with it, so that one more draw somewhere shifts no
 * other, and so that a recording can tell the public values from the secret ones.
 */
public enum Purpose {
  /** Our SPI of an IKE SA, 8 octets. */
  IKE_SPI("ike-spi", false),
  /** Our SPI of a Child SA, 4 octets. */
  CHILD_SPI("child-spi", false),
  /** The data of a Nonce payload. */
  NONCE("nonce", false),
  /** Private value of a Diffie-Hellman method; the index is the number of the key exchange. */
  KE_PRIVATE("ke-private", true),
  /** Seed {@code d | z} of a KEM key pair; the index is the number of the key exchange. */
  KEM_SEED("kem-seed", true),
  /** Random message of a KEM encapsulation; the index is the number of the key exchange. */
  KEM_ENCAPSULATION("kem-encapsulation", true),
  /** IV of a message under a CBC cipher; the index counts the messages under one key. */
  CBC_IV("cbc-iv", false),
  /** Padding of a message under a CBC cipher; the index counts the messages under one key. */
  CBC_PADDING("cbc-padding", false),
  /** The secret behind COOKIE notifications. */
  COOKIE_SECRET("cookie-secret", true),
  /** Data that links CREATE_CHILD_SA to IKE_FOLLOWUP_KE. */
  FOLLOWUP_LINK("followup-link", false),
  /** Salt of an RSASSA-PSS signature. */
  PSS_SALT("pss-salt", false),
  /** Per-signature secret of ECDSA. */
  ECDSA_K("ecdsa-k", true),
  /** The value rnd of a hedged ML-DSA signature. */
  ML_DSA_RND("ml-dsa-rnd", true),
  /** The value opt_rand of a hedged SLH-DSA signature. */
  SLH_DSA_RND("slh-dsa-rnd", true),
  /** Seed of the random octets that one signing job takes. */
  SIGNATURE_SEED("signature-seed", true),
  /** Generation of a key pair for signatures. */
  SIGNATURE_KEY("signature-key", true),
  /** Blinding of private-key operations inside a library. */
  BLINDING("blinding", true),
  /** Jitter of retransmission and rekey timers. */
  TIMER_JITTER("timer-jitter", false),
  /** COOKIE2, which shows that the peer receives at an address; the index counts them. */
  RETURN_ROUTABILITY("return-routability", true),
  /** Session resumption tickets and the keys that seal them. */
  TICKET("ticket", true),
  /** Which requests are served without the solution of a puzzle. */
  LOTTERY("lottery", false),
  /** Challenges of EAP methods and randomness of TLS inside EAP. */
  EAP("eap", true);

  private final String label;
  private final boolean secret;

  Purpose(String label, boolean secret) {
    this.label = label;
    this.secret = secret;
  }

  /** A stable name: deterministic randomness and published vectors depend on it. */
  public String label() {
    return label;
  }

  /** Whether the drawn octets must never be shown. */
  public boolean isSecret() {
    return secret;
  }
}
