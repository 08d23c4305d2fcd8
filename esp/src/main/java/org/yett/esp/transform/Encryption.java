package org.yett.esp.transform;

import org.yett.spec.Clause;

/** The encryption algorithms of ESP, with the sizes that shape a packet. */
public enum Encryption {
  /** ENCR_NULL with a separate integrity algorithm (RFC 2410). */
  NULL(11, 0, 0, 1, 0),
  /** ENCR_AES_CBC with a separate integrity algorithm. */
  @Clause("rfc3602:3")
  AES_CBC(12, 16, 0, 16, 0),
  /** AES-GCM with a 16-octet ICV. */
  @Clause("rfc4106:8.3")
  AES_GCM_16(20, 8, 4, 1, 16),
  /** ENCR_CHACHA20_POLY1305. */
  @Clause("rfc7634:2")
  CHACHA20_POLY1305(28, 8, 4, 1, 16);

  private final int transformId;
  private final int ivLength;
  private final int saltLength;
  private final int blockLength;
  private final int icvLength;

  Encryption(int transformId, int ivLength, int saltLength, int blockLength, int icvLength) {
    this.transformId = transformId;
    this.ivLength = ivLength;
    this.saltLength = saltLength;
    this.blockLength = blockLength;
    this.icvLength = icvLength;
  }

  /** The number in IANA's registry "Transform Type 1". */
  public int transformId() {
    return transformId;
  }

  /** Octets of explicit IV in each packet. */
  public int ivLength() {
    return ivLength;
  }

  /** Octets of salt that follow the key in KEYMAT. */
  public int saltLength() {
    return saltLength;
  }

  /** Octets of which the plaintext must be a multiple. */
  public int blockLength() {
    return blockLength;
  }

  /** Octets of the combined mode's own ICV, 0 if integrity is separate. */
  public int icvLength() {
    return icvLength;
  }

  /** Whether integrity is part of the algorithm. */
  public boolean combined() {
    return icvLength != 0;
  }

  boolean acceptsKeyBits(int bits) {
    return switch (this) {
      case NULL -> bits == 0;
      case AES_CBC, AES_GCM_16 -> bits == 128 || bits == 192 || bits == 256;
      case CHACHA20_POLY1305 -> bits == 256;
    };
  }
}
