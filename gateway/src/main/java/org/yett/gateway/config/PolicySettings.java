package org.yett.gateway.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.TransformType;

/**
 * What SAs of a connection must have whatever the proposals say.
 *
 * @param profile the profile, if one was chosen
 * @param refuseClassical whether proposals without a post-quantum key exchange are refused
 */
public record PolicySettings(Optional<Profile> profile, boolean refuseClassical) {

  /** Whatever the proposals say. */
  public static final PolicySettings NONE = new PolicySettings(Optional.empty(), false);

  /** What the suite of an IKE SA must fulfil. */
  public List<SuiteRequirement> floor() {
    return withSwitch(profile.map(Profile::floor).orElse(List.of()));
  }

  /** What the suite of a Child SA must fulfil, by itself or by that of its IKE SA. */
  public List<SuiteRequirement> childFloor() {
    return withSwitch(profile.map(Profile::childFloor).orElse(List.of()));
  }

  private List<SuiteRequirement> withSwitch(List<SuiteRequirement> floor) {
    return Stream.concat(
            floor.stream(),
            refuseClassical ? Stream.of(SuiteRequirement.POST_QUANTUM) : Stream.of())
        .distinct()
        .toList();
  }

  /** Those of the proposals from which a suite with a post-quantum key exchange can come. */
  static List<PolicyProposal> postQuantum(List<PolicyProposal> proposals) {
    return proposals.stream().filter(PolicySettings::canBePostQuantum).toList();
  }

  private static boolean canBePostQuantum(PolicyProposal proposal) {
    return proposal.alternatives().entrySet().stream()
        .filter(e -> e.getKey().equals(TransformType.KE) || e.getKey().isAdditionalKeyExchange())
        .flatMap(e -> e.getValue().stream())
        .anyMatch(a -> KeyExchangesUsed.isPostQuantum((KeyExchangeMethod) a.id()));
  }
}
