package org.yett.esp.transform;

import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;

/** The encryption algorithms of ESP, with the sizes that shape a packet. */
public enum Encryption {
  /** ENCR_NULL with a separate integrity algorithm (RFC 2410). */
  NULL(EncryptionAlgorithm.NULL, 0, 0, 1, 0),
  /** ENCR_AES_CBC with a separate integrity algorithm. */
  @Clause("rfc3602:3/1")
  AES_CBC(EncryptionAlgorithm.AES_CBC, 16, 0, 16, 0),
  /** AES-GCM with a 16-octet ICV. */
  @Clause("rfc4106:8.3")
  @Clause("rfc4106:3.1/1")
  @Clause("rfc4106:6/1")
  AES_GCM_16(EncryptionAlgorithm.AES_GCM_16, 8, 4, 1, 16),
  /** ENCR_CHACHA20_POLY1305. */
  @Clause("rfc7634:2")
  CHACHA20_POLY1305(EncryptionAlgorithm.CHACHA20_POLY1305, 8, 4, 1, 16);

  private final EncryptionAlgorithm transform;
  private final int ivLength;
  private final int saltLength;
  private final int blockLength;
  private final int icvLength;

  Encryption(
      EncryptionAlgorithm transform, int ivLength, int saltLength, int blockLength, int icvLength) {
    this.transform = transform;
    this.ivLength = ivLength;
    this.saltLength = saltLength;
    this.blockLength = blockLength;
    this.icvLength = icvLength;
  }

  /** As IKE negotiates it. */
  public EncryptionAlgorithm transform() {
    return transform;
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
      // = rfc4106:8.4/2, rfc3602:2.2/1, rfc3602:2.2/2
      case AES_CBC, AES_GCM_16 -> bits == 128 || bits == 192 || bits == 256;
      case CHACHA20_POLY1305 -> bits == 256;
    };
  }
}
