package org.yett.bench.cost;

import org.yett.bench.cost.Costs.SignatureCost;

/**
 * How both ends authenticate. Certificates and signatures are simulated by what they cost: the
 * octets that they add to messages, and the time that signing and verifying take.
 *
 * @param scheme a signature scheme; {@code psk} for a pre-shared key
 * @param chain certificates that are sent; 0 for a pre-shared key
 */
public record Authentication(String scheme, int chain) {

  /** By pre-shared key. */
  public static final Authentication PSK = new Authentication("psk", 0);

  /** Octets of the AUTH data of a pre-shared key with HMAC-SHA-384. */
  private static final int PSK_AUTH = 48;

  private static final int CERT_HEADERS = 5;
  private static final int CERTREQ = 5 + 20;

  /** Notification of SIGNATURE_HASH_ALGORITHMS with SHA2-256, -384, -512 and Identity. */
  private static final int HASH_ALGORITHMS = 8 + 4 * 2;

  boolean isSignature() {
    return chain > 0;
  }

  /** Octets that an end's IKE_AUTH message has more than with a pre-shared key. */
  int authOctets(Costs costs, boolean initiator) {
    if (!isSignature()) {
      return 0;
    }
    SignatureCost cost = costs.signature(scheme);
    int auth = 1 + cost.algorithmIdentifier() + cost.signature() - PSK_AUTH;
    return auth + chain * (CERT_HEADERS + cost.certificate()) + (initiator ? CERTREQ : 0);
  }

  /** Octets that an end's IKE_SA_INIT message has more than with a pre-shared key. */
  int saInitOctets(boolean initiator) {
    return isSignature() ? HASH_ALGORITHMS + (initiator ? 0 : CERTREQ) : 0;
  }

  /** Microseconds of CPU at each end. */
  double microseconds(Costs costs) {
    if (!isSignature()) {
      return 0;
    }
    SignatureCost cost = costs.signature(scheme);
    // The signature of the peer, and one on each certificate that it has sent.
    return cost.sign() + cost.verify() * (1 + chain);
  }

  /** For example {@code psk}, {@code ml-dsa-65 chain of 2}. */
  @Override
  public String toString() {
    return isSignature() ? scheme + (chain == 1 ? "" : " chain of " + chain) : scheme;
  }
}
