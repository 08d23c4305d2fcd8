package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.ike.wire.TransformAttribute;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformType;

/**
 * The initiator's offer: the proposals of a policy as an SA payload.
 *
 * @param negotiation which SA is negotiated
 * @param proposals the proposals in order of preference, at most 255
 * @param spi our SPI, of the length that the negotiation asks for
 */
public record SaOffer(Negotiation negotiation, List<PolicyProposal> proposals, Octets spi) {

  private static final int MAX_PROPOSALS = 255;

  /** Takes a copy; leaves out key exchanges where there is no room for them. */
  @Clause("rfc7296:1.2/6")
  @Clause("rfc7296:1.2/x2")
  public SaOffer {
    proposals =
        negotiation.hasKeyExchange()
            ? List.copyOf(proposals)
            : PolicyProposal.withoutKeyExchanges(proposals);
    if (proposals.isEmpty() || proposals.size() > MAX_PROPOSALS) {
      throw new IllegalArgumentException("an offer has 1 to 255 proposals: " + proposals.size());
    }
    if (spi.size() != negotiation.spiSize()) {
      throw new IllegalArgumentException(
          "the SPI of " + negotiation + " has " + negotiation.spiSize() + " octets: " + spi.size());
    }
    for (PolicyProposal proposal : proposals) {
      if (!negotiation.allows(proposal.protocol())) {
        throw new IllegalArgumentException(proposal.protocol() + " in " + negotiation);
      }
    }
  }

  /** The payload: proposals numbered from 1, their transforms by type and preference. */
  @Clause("rfc7296:3.3/2")
  @Clause("rfc7296:3.3/5")
  @Clause("rfc7296:3.3/6")
  @Clause("rfc7296:3.3.1/2")
  public SaPayload toWire() {
    List<Proposal> wire = new ArrayList<>();
    for (PolicyProposal proposal : proposals) {
      List<Transform> transforms = new ArrayList<>();
      proposal
          .alternatives()
          .forEach((type, algorithms) ->
              algorithms.forEach(algorithm -> transforms.add(transform(type, algorithm))));
      wire.add(new Proposal(wire.size() + 1, proposal.protocol(), spi, transforms));
    }
    return new SaPayload(wire);
  }

  /** The main key exchange that we prefer, for the KE payload of the first request. */
  @Clause("rfc7296:3.4/2")
  @Clause("rfc7296:3.3.6/8")
  public Optional<KeyExchangeMethod> preferredKeyExchange() {
    return proposals.stream()
        .flatMap(proposal -> proposal.of(TransformType.KE).stream())
        .filter(algorithm -> !algorithm.isNone())
        .map(algorithm -> (KeyExchangeMethod) algorithm.id())
        .findFirst();
  }

  /**
   * Whether a main key exchange is among those offered: what an INVALID_KE_PAYLOAD that asks for
   * another one has to be checked against.
   */
  public boolean offersKeyExchange(KeyExchangeMethod method) {
    return !method.equals(KeyExchangeMethod.NONE)
        && proposals.stream()
            .flatMap(proposal -> proposal.of(TransformType.KE).stream())
            .anyMatch(algorithm -> algorithm.id().equals(method));
  }

  /**
   * Whether the offer holds additional key exchanges, so that INTERMEDIATE_EXCHANGE_SUPPORTED has
   * to go with it in IKE_SA_INIT.
   */
  @Clause("rfc9370:2.2.1/13")
  public boolean needsIntermediateExchange() {
    return negotiation == Negotiation.IKE_SA_INIT
        && proposals.stream()
            .flatMap(proposal -> proposal.alternatives().keySet().stream())
            .anyMatch(TransformType::isAdditionalKeyExchange);
  }

  @Clause("rfc7296:3.3/9")
  @Clause("rfc7296:3.3/10")
  @Clause("rfc7296:3.3.5/3")
  static Transform transform(TransformType type, Algorithm algorithm) {
    List<TransformAttribute> attributes =
        algorithm.keyLength().isPresent()
            ? List.of(
                new TransformAttribute.Fixed(
                    TransformAttributeType.KEY_LENGTH, algorithm.keyLength().getAsInt()))
            : List.of();
    return new Transform(type, algorithm.id(), attributes);
  }
}
