package org.yett.ike.config;

import java.util.HexFormat;
import java.util.List;

/**
 * How a connection uses post-quantum preshared keys. The keys themselves come from {@link
 * org.yett.ike.endpoint.Credentials#postquantumPresharedKey}.
 *
 * @param ids as initiator, the PPKs to propose, preferred first; empty uses none
 * @param required whether an IKE SA without a PPK is refused (swanctl's {@code ppk_required})
 * @param inAuth whether PPKs are used in IKE_AUTH (RFC 8784)
 * @param inIntermediate whether PPKs are used in IKE_INTERMEDIATE (RFC 9867); preferred where the
 *     peer has both
 * @param accept whether, as responder, PPKs that the initiator names are used
 * @param inCreation whether PPKs are used in CREATE_CHILD_SA (RFC 9867 3.2)
 */
public record PpkConfig(
    List<PpkId> ids,
    boolean required,
    boolean inAuth,
    boolean inIntermediate,
    boolean accept,
    InCreation inCreation) {

  /** None. */
  public static final PpkConfig NONE = new PpkConfig(List.of(), false, false, false, false);

  /** Whether SAs that are created or rekeyed over an IKE SA that stands get a PPK of their own. */
  public enum InCreation {
    /** They do not. */
    NO,
    /** They do, if the peer has it too. */
    YES,
    /** They do, or there are none. */
    REQUIRED
  }

  /** For the first IKE SA alone. */
  public PpkConfig(
      List<PpkId> ids, boolean required, boolean inAuth, boolean inIntermediate, boolean accept) {
    this(ids, required, inAuth, inIntermediate, accept, InCreation.NO);
  }

  /** The same, with PPKs in CREATE_CHILD_SA or without. */
  public PpkConfig withInCreation(InCreation other) {
    return new PpkConfig(ids, required, inAuth, inIntermediate, accept, other);
  }

  /** Copies the list. */
  public PpkConfig {
    ids = List.copyOf(ids);
  }

  /**
   * PPK_ID (RFC 8784 5.1).
   *
   * @param type 1 for an opaque identifier, 2 for one with fixed syntax
   * @param id the identifier in hexadecimal, lower case
   */
  public record PpkId(int type, String id) {

    /** PPK_ID_FIXED (RFC 8784 5.1). */
    public static final int FIXED = 2;

    /** A fixed identifier of these octets. */
    public static PpkId fixed(byte[] octets) {
      return new PpkId(FIXED, HexFormat.of().formatHex(octets));
    }

    /** As it is on the wire: the type and the identifier. */
    public byte[] octets() {
      return HexFormat.of().parseHex("%02x%s".formatted(type, id));
    }
  }
}
