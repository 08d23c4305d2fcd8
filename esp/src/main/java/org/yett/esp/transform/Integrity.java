package org.yett.esp.transform;

import org.yett.spec.Clause;
import org.yett.spec.iana.IntegrityAlgorithm;

/** The separate integrity algorithms of ESP. */
@Clause("rfc4868:2.6")
public enum Integrity {
  /** None: only beside a combined mode. */
  NONE(IntegrityAlgorithm.NONE, 0, 0, ""),
  @Clause("rfc4868:2.1.1/1")
  @Clause("rfc4868:2.3/1")
  HMAC_SHA2_256_128(IntegrityAlgorithm.HMAC_SHA2_256_128, 32, 16, "HmacSHA256"),
  @Clause("rfc4868:2.1.1/1")
  @Clause("rfc4868:2.3/1")
  HMAC_SHA2_384_192(IntegrityAlgorithm.HMAC_SHA2_384_192, 48, 24, "HmacSHA384"),
  @Clause("rfc4868:2.1.1/1")
  @Clause("rfc4868:2.3/1")
  HMAC_SHA2_512_256(IntegrityAlgorithm.HMAC_SHA2_512_256, 64, 32, "HmacSHA512");

  private final IntegrityAlgorithm transform;
  private final int keyLength;
  private final int icvLength;
  private final String jcaName;

  Integrity(IntegrityAlgorithm transform, int keyLength, int icvLength, String jcaName) {
    this.transform = transform;
    this.keyLength = keyLength;
    this.icvLength = icvLength;
    this.jcaName = jcaName;
  }

  /** As IKE negotiates it. */
  public IntegrityAlgorithm transform() {
    return transform;
  }

  /** Octets of key. */
  public int keyLength() {
    return keyLength;
  }

  /** Octets of ICV in the packet, half of the hash's output. */
  public int icvLength() {
    return icvLength;
  }

  String jcaName() {
    return jcaName;
  }
}
