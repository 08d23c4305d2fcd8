package org.yett.ike.crypto;

import java.util.List;

/**
 * A private key of ours. One whose octets are at hand comes from PKCS #8; one in a token or behind
 * an agent is another implementation. Safe for use from the threads that run jobs.
 */
public interface SigningKey {

  /**
   * With which schemes it can sign, preferred first; never {@link SignatureScheme#RSA_PKCS1_SHA1}
   * before another one.
   */
  List<SignatureScheme> schemes();

  /** The SubjectPublicKeyInfo in DER of its public half; a copy. */
  byte[] publicKey();

  /**
   * Signs.
   *
   * @param scheme one of {@link #schemes}
   * @param message the octets to sign, not hashed
   * @param random whatever random octets the scheme and its blinding take, drawn once each
   * @return the signature in the form that RFC 7427 3 puts after the AlgorithmIdentifier: a DER
   *     Ecdsa-Sig-Value for ECDSA, the plain octets for all others
   */
  byte[] sign(SignatureScheme scheme, byte[] message, Randomness random);
}
