package org.yett.ike.negotiate;

import java.util.List;
import org.yett.spec.iana.ProtocolId;

/**
 * What {@code default} stands for. Hybrid proposals come first, so that every peer that can do
 * ML-KEM as an additional key exchange gets it; then classical ones, so that every other peer is
 * reached. Who wants no classical-only SA names hybrid proposals alone.
 */
public final class DefaultProposals {

  private static final String AEAD = "aes256gcm16-aes128gcm16-chacha20poly1305";
  private static final String CBC = "aes256-aes128-sha384-sha256-sha512";
  private static final String PRF = "-prfsha384-prfsha256-prfsha512";
  // = ikev2-mlkem-08:2.1/2
  private static final String CLASSICAL =
      "-x25519-ecp384-ecp256-x448-ecp521-modp3072-modp4096-modp2048";
  private static final String HYBRID = CLASSICAL + "-ke1_mlkem768-ke1_mlkem1024-ke1_mlkem512";

  private static final List<PolicyProposal> IKE =
      List.of(
          proposal(ProtocolId.IKE, AEAD + PRF + HYBRID),
          proposal(ProtocolId.IKE, CBC + PRF + HYBRID),
          proposal(ProtocolId.IKE, AEAD + PRF + CLASSICAL),
          proposal(ProtocolId.IKE, CBC + PRF + CLASSICAL));

  /**
   * Without a key exchange where the peer wants none: the keys of a Child SA come from those of its
   * IKE SA, which may be hybrid.
   */
  private static final List<PolicyProposal> ESP =
      List.of(
          proposal(ProtocolId.ESP, AEAD + HYBRID + "-esn-noesn"),
          proposal(ProtocolId.ESP, CBC + HYBRID + "-esn-noesn"),
          proposal(ProtocolId.ESP, AEAD + CLASSICAL + "-none-esn-noesn"),
          proposal(ProtocolId.ESP, CBC + CLASSICAL + "-none-esn-noesn"));

  private static final List<PolicyProposal> AH =
      List.of(
          proposal(ProtocolId.AH, "sha384-sha256-sha512" + HYBRID + "-esn-noesn"),
          proposal(ProtocolId.AH, "sha384-sha256-sha512" + CLASSICAL + "-none-esn-noesn"));

  private DefaultProposals() {}

  /**
   * The default proposals in order of preference.
   *
   * @param protocol IKE, ESP or AH
   */
  public static List<PolicyProposal> of(ProtocolId protocol) {
    if (protocol.equals(ProtocolId.IKE)) {
      return IKE;
    } else if (protocol.equals(ProtocolId.ESP)) {
      return ESP;
    } else if (protocol.equals(ProtocolId.AH)) {
      return AH;
    } else {
      throw new IllegalArgumentException("proposals are for IKE, ESP or AH, not " + protocol);
    }
  }

  private static PolicyProposal proposal(ProtocolId protocol, String text) {
    try {
      return ProposalStrings.parse(protocol, text);
    } catch (ProposalSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
