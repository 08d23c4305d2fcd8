package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.EndpointStatus.ChildSaStatus;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.negotiate.Suite;

/** What status shows of an IKE SA. */
final class StatusOf {

  private StatusOf() {}

  static IkeSaStatus ikeSa(IkeSa sa) {
    Channel channel = sa.channel();
    IkeState state = sa.state();
    Optional<SaFacts> facts = sa.facts();
    return new IkeSaStatus(
        sa.id(),
        sa.connection().map(ConnectionConfig::name),
        channel.side(),
        state.name(),
        state instanceof IkeState.Established,
        channel.initiatorSpi(),
        channel.responderSpi(),
        channel.route().path(),
        channel.route().natLocal(),
        channel.route().natRemote(),
        facts.map(SaFacts::ours),
        facts.map(SaFacts::peer),
        suite(state).or(() -> facts.map(SaFacts::suite)),
        facts.map(SaFacts::posture),
        sa.startedAt(),
        facts.map(SaFacts::establishedAt),
        facts.flatMap(f -> f.deadlines().rekeyAt()),
        facts.flatMap(f -> f.deadlines().reauthenticateAt()),
        facts.map(SaFacts::assigned).orElse(AssignedAddresses.NONE),
        children(sa),
        channel.offences().all());
  }

  private static Optional<Suite> suite(IkeState state) {
    return switch (state) {
      case IkeState.PreparingIntermediate s -> Optional.of(s.handshake().suite());
      case IkeState.IntermediateSent s -> Optional.of(s.handshake().suite());
      case IkeState.PpkSent s -> Optional.of(s.handshake().suite());
      case IkeState.CompletingIntermediate s -> Optional.of(s.handshake().suite());
      case IkeState.PreparingAuth s -> Optional.of(s.handshake().suite());
      case IkeState.AuthSent s -> Optional.of(s.handshake().suite());
      case IkeState.VerifyingPeer s -> Optional.of(s.handshake().suite());
      case IkeState.HalfOpen s -> Optional.of(s.handshake().suite());
      case IkeState.AnsweringIntermediate s -> Optional.of(s.handshake().suite());
      case IkeState.AnsweringAuth s -> Optional.of(s.run().handshake().suite());
      case IkeState.ProvingAuth s -> Optional.of(s.run().handshake().suite());
      case IkeState.AwaitingAuth s -> Optional.of(s.run().handshake().suite());
      case IkeState.EapClient s -> Optional.of(s.run().handshake().suite());
      case IkeState.EapServer s -> Optional.of(s.run().auth().handshake().suite());
      case IkeState.SolvingPuzzle s -> Optional.empty();
      case IkeState.ResolvingGateway s -> Optional.empty();
      case IkeState.ResumeSent s -> Optional.of(s.ticket().state().suite());
      case IkeState.SolvingAuthPuzzle s -> Optional.of(s.handshake().suite());
      case IkeState.PreparingSaInit s -> Optional.empty();
      case IkeState.SaInitSent s -> Optional.empty();
      case IkeState.CompletingSaInit s -> Optional.of(s.suite());
      case IkeState.RefusingPeer s -> Optional.empty();
      case IkeState.AnsweringSaInit s -> Optional.of(s.first().chosen().suite());
      case IkeState.RefusalAnswered s -> Optional.empty();
      case IkeState.Established s -> Optional.empty();
      case IkeState.Deleting s -> Optional.empty();
      case IkeState.Superseded s -> Optional.empty();
      case IkeState.DeletionAnswered s -> Optional.empty();
      case IkeState.Gone s -> Optional.empty();
    };
  }

  private static List<ChildSaStatus> children(IkeSa sa) {
    return sa.childSas().all().stream()
        .map(child ->
            new ChildSaStatus(
                child.sa(),
                standing(sa, child),
                child.installedAt(),
                child.rekeyAt(),
                child.expiresAt(),
                child.posture()))
        .toList();
  }

  private static String standing(IkeSa sa, ChildSas.Child child) {
    return switch (child.standing()) {
      case INSTALLED -> isBeingRekeyed(sa, child) ? "REKEYING" : "INSTALLED";
      case INBOUND_ONLY -> "INSTALLED";
      case REPLACED -> "REKEYED";
      case DELETING, HALF_CLOSED -> "DELETING";
    };
  }

  private static boolean isBeingRekeyed(IkeSa sa, ChildSas.Child child) {
    Aim aim = new Aim.RekeyChild(child.id(), child.config());
    return sa.state() instanceof IkeState.Established established
        && (Creations.wanted(established, aim).filter(Creation::hasBegun).isPresent()
            || established.peerCreations().stream().anyMatch(p -> p.aim().collidesWith(aim)));
  }
}
