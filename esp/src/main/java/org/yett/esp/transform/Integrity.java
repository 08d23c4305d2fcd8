package org.yett.esp.transform;

import org.yett.spec.Clause;

/** The separate integrity algorithms of ESP. */
@Clause("rfc4868:2.6")
public enum Integrity {
  /** None: only beside a combined mode. */
  NONE(0, 0, 0, ""),
  HMAC_SHA2_256_128(12, 32, 16, "HmacSHA256"),
  HMAC_SHA2_384_192(13, 48, 24, "HmacSHA384"),
  HMAC_SHA2_512_256(14, 64, 32, "HmacSHA512");

  private final int transformId;
  private final int keyLength;
  private final int icvLength;
  private final String jcaName;

  Integrity(int transformId, int keyLength, int icvLength, String jcaName) {
    this.transformId = transformId;
    this.keyLength = keyLength;
    this.icvLength = icvLength;
    this.jcaName = jcaName;
  }

  /** The number in IANA's registry "Transform Type 3". */
  public int transformId() {
    return transformId;
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
