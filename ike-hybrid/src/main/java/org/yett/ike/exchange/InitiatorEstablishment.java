package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.wire.Message;
import org.yett.spec.iana.NotifyType;

/**
 * What an initiator does when both ends are authenticated: its Child SA, and all that goes with it.
 */
final class InitiatorEstablishment {

  private static final String NO_ADDRESS = "the peer has assigned no address to us";

  private final IkeSa sa;

  InitiatorEstablishment(IkeSa sa) {
    this.sa = sa;
  }

  ChildOffer offer(InitiatorPlan plan, Handshake handshake, ChildConfig child) {
    ConnectionConfig connection = plan.connection();
    DynamicEnds ends = DynamicEnds.asking(sa.channel().route().path(), connection.addressing());
    return negotiation(connection, handshake, AssignedAddresses.NONE)
        .offer(child, Negotiation.IKE_AUTH_CHILD, ends, plan.packet());
  }

  private ChildNegotiation negotiation(
      ConnectionConfig connection, Handshake handshake, AssignedAddresses assigned) {
    return new ChildNegotiation(sa, connection, handshake.suite(), assigned);
  }

  /** The gateway is authentic, and has sent us elsewhere: its IKE SA is deleted. */
  // = rfc5685:6/2
  private IkeState leaveFor(Established established, InitiatorPlan plan, GatewayIdentity to) {
    switch (sa.context().redirection.follow(sa, plan, to)) {
      case Redirection.Outcome.Followed followed -> {}
      case Redirection.Outcome.Refused refused ->
          sa.context()
              .finish(
                  plan.tags(),
                  Optional.of("the gateway sends us to " + to + ": " + refused.detail()));
    }
    return new Deletion(sa).begin(established, DeleteReason.REDIRECTED, List.of());
  }

  IkeState establish(
      InitiatorPlan plan,
      Handshake handshake,
      AuthProgress progress,
      Identity peer,
      Optional<ChildOffer> offered,
      Message response) {
    ConnectionConfig connection = plan.connection();
    Identity ours = connection.local().identity();
    boolean initialContact = response.notification(NotifyType.INITIAL_CONTACT).isPresent();
    new Uniqueness(sa).heardInitialContact(connection.unique(), initialContact, ours, peer);
    AssignedAddresses assigned =
        new ConfigurationExchange(sa.context().addresses, connection).read(response);
    Established established =
        new Establishment(sa).establish(connection, handshake, progress, ours, peer, assigned);
    sa.mobike().agree(connection, handshake, response);
    new Windows(sa).learn(response);
    // = rfc5685:6/1
    Optional<GatewayIdentity> elsewhere = new RedirectedInitiator(sa).protectedRedirect(response);
    if (elsewhere.isPresent()) {
      offered.ifPresent(negotiation(connection, handshake, assigned)::withdraw);
      return leaveFor(established, plan, elsewhere.get());
    }
    sa.context().resumption.take(sa, established.facts(), response);
    // = rfc7296:3.15.4/1
    boolean addressMissing =
        !connection.addressing().virtualIps().isEmpty() && assigned.local().isEmpty();
    if (offered.isEmpty()) {
      return addressMissing
          ? useless(plan, established, NO_ADDRESS)
          : Childless.continueWith(sa, plan, established);
    }
    ChildNegotiation negotiation = negotiation(connection, handshake, assigned);
    ChildNegotiation.Outcome outcome = negotiation.conclude(offered.get(), response);
    boolean standsAtThePeer =
        outcome instanceof ChildNegotiation.Outcome.Agreed
            || outcome instanceof ChildNegotiation.Outcome.Useless;
    if (addressMissing && standsAtThePeer) {
      outcome = new ChildNegotiation.Outcome.Useless(NO_ADDRESS);
    }
    if (!(outcome instanceof ChildNegotiation.Outcome.Agreed)) {
      negotiation.withdraw(offered.get());
    }
    if (outcome instanceof ChildNegotiation.Outcome.Declined && SinglePair.isRequired(response)) {
      Optional<ChildConfig> single =
          SinglePair.of(offered.get().config(), plan.packet(), negotiation.ends());
      if (single.isPresent()) {
        return new Creations(sa).want(established, Aim.newChild(single.get()), plan.tags());
      }
    }
    return concluded(plan, handshake, negotiation, established, outcome);
  }

  private IkeState concluded(
      InitiatorPlan plan,
      Handshake handshake,
      ChildNegotiation negotiation,
      Established established,
      ChildNegotiation.Outcome outcome) {
    Establishment establishment = new Establishment(sa);
    return switch (outcome) {
      case ChildNegotiation.Outcome.Agreed agreed -> {
        ChildSas.Child child =
            negotiation.make(agreed.agreed(), handshake.keyContext().prf(), handshake.series());
        establishment.installInbound(child);
        Established complete = establishment.activate(established, child);
        sa.context().finish(plan.tags(), Optional.empty());
        yield complete;
      }
      case ChildNegotiation.Outcome.Declined declined -> {
        // = rfc7296:1.3.1/4, rfc7296:2.21.2/4
        childFailed(plan, declined.reason());
        yield established;
      }
      case ChildNegotiation.Outcome.Violation violation -> {
        sa.offence(violation.offence(), violation.detail());
        childFailed(plan, violation.detail());
        // The peer holds a Child SA that we cannot have: the ends differ, and start over.
        yield new Deletion(sa).begin(established, DeleteReason.PROTOCOL_ERROR, List.of());
      }
      case ChildNegotiation.Outcome.Useless useless -> useless(plan, established, useless.reason());
    };
  }

  /** What the peer has set up is of no use to us, and it cannot know. */
  private IkeState useless(InitiatorPlan plan, Established established, String reason) {
    childFailed(plan, reason);
    return new Deletion(sa).begin(established, DeleteReason.NOT_ACCEPTABLE, List.of());
  }

  private void childFailed(InitiatorPlan plan, String reason) {
    new Establishment(sa).childFailed(plan.child().map(ChildConfig::name), reason);
    sa.context().finish(plan.tags(), Optional.of(reason));
  }
}
