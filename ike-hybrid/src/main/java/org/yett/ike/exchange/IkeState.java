package org.yett.ike.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Secret;
import org.yett.ike.eap.EapSession;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.Resumption.ClientTicket;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;

/**
 * Where an IKE SA stands: one record for each state, which holds what is there in it and nothing
 * else. They are named by what happens, and in the order in which it does.
 */
sealed interface IkeState {

  /** Whether requests of the peer are taken; those that come earlier are dropped. */
  default boolean takesRequests() {
    return false;
  }

  /** The job that the state waits for, if it is one that waits. */
  default OptionalInt awaitedJob() {
    return OptionalInt.empty();
  }

  /** Until when the state may last, if it is bounded by more than retransmission. */
  default Optional<Instant> deadline() {
    return Optional.empty();
  }

  /** Wipes the secrets that the state alone holds: it is left without being continued. */
  default void abandon() {}

  /** A state before both ends are authenticated, with us as initiator. */
  sealed interface Initiating extends IkeState {
    /** What is to be set up. */
    InitiatorPlan plan();
  }

  /** A state before both ends are authenticated, with us as responder. */
  sealed interface Responding extends IkeState {
    /** When an initiator that does not continue is forgotten. */
    Instant expires();

    @Override
    default Optional<Instant> deadline() {
      return Optional.of(expires());
    }
  }

  // As initiator.

  /** Our first share is being made. */
  record PreparingSaInit(InitiatorPlan plan, SaInitAttempt attempt, int job) implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** IKE_SA_INIT has been requested. */
  record SaInitSent(InitiatorPlan plan, SaInitAttempt attempt, InitiatorKey key, Message request)
      implements Initiating {
    @Override
    public void abandon() {
      key.close();
    }
  }

  /** The responder has asked for the solution of a puzzle, which is being looked for. */
  record SolvingPuzzle(
      InitiatorPlan plan, SaInitAttempt attempt, InitiatorKey key, int job, Instant patience)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }

    @Override
    public Optional<Instant> deadline() {
      return Optional.of(patience);
    }

    @Override
    public void abandon() {
      key.close();
    }
  }

  /** The solution that IKE_AUTH has to bring is being looked for. */
  record SolvingAuthPuzzle(InitiatorPlan plan, Handshake handshake, int job, Instant patience)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }

    @Override
    public Optional<Instant> deadline() {
      return Optional.of(patience);
    }
  }

  /** The address of the gateway to which we were sent is being looked up. */
  record ResolvingGateway(InitiatorPlan plan, GatewayIdentity.Name gateway, int job)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** IKE_SESSION_RESUME has been requested. */
  record ResumeSent(
      InitiatorPlan plan,
      ClientTicket ticket,
      Octets nonce,
      Optional<Octets> cookie,
      int restarts,
      Message request)
      implements Initiating {
    @Override
    public void abandon() {
      ticket.close();
    }
  }

  /** The peer's share has come; the first secret is being computed. */
  record CompletingSaInit(
      InitiatorPlan plan,
      SaInitAttempt attempt,
      Message request,
      Outstanding sent,
      Message response,
      Suite suite,
      int job)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** Our share of an additional key exchange is being made. */
  record PreparingIntermediate(InitiatorPlan plan, Handshake handshake, int job)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** IKE_INTERMEDIATE with our share has been requested. */
  record IntermediateSent(InitiatorPlan plan, Handshake handshake, InitiatorKey key)
      implements Initiating {
    @Override
    public void abandon() {
      key.close();
    }
  }

  /** IKE_INTERMEDIATE with the PPKs that we offer has been requested. */
  record PpkSent(InitiatorPlan plan, Handshake handshake, List<JobResult.FoundPpk> ppks)
      implements Initiating {
    @Override
    public void abandon() {
      ppks.forEach(ppk -> ppk.key().close());
    }
  }

  /** The peer's share of an additional key exchange has come; its secret is being computed. */
  record CompletingIntermediate(InitiatorPlan plan, Handshake handshake, int job)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** A round of our authentication is being prepared, or the PPK before it is looked up. */
  record PreparingAuth(
      InitiatorPlan plan,
      Handshake handshake,
      AuthProgress progress,
      Identity peer,
      Optional<ChildOffer> child,
      int job)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }

    @Override
    public void abandon() {
      progress.close();
    }
  }

  /** IKE_AUTH has been requested. */
  record AuthSent(
      InitiatorPlan plan,
      Handshake handshake,
      AuthProgress progress,
      Identity peer,
      Optional<Secret> key,
      Optional<ChildOffer> child)
      implements Initiating {
    @Override
    public void abandon() {
      key.ifPresent(Secret::close);
      progress.close();
    }
  }

  /** A round of the peer's authentication is being verified. */
  record VerifyingPeer(
      InitiatorPlan plan,
      Handshake handshake,
      AuthProgress progress,
      Identity peer,
      Optional<ChildOffer> child,
      Message response,
      int job)
      implements Initiating {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** The peer could not prove its identity, or has sent us elsewhere, and is told that we go. */
  record RefusingPeer() implements IkeState {}

  // As responder.

  /** IKE_SA_INIT has been requested of us; our share and the first secret are being made. */
  record AnsweringSaInit(FirstRequest first, Pending pending, Instant expires, int job)
      implements Responding {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** IKE_SA_INIT, and perhaps IKE_INTERMEDIATE, has been answered; the initiator continues. */
  record HalfOpen(Handshake handshake, List<ConnectionConfig> candidates, Instant expires)
      implements Responding {
    @Override
    public boolean takesRequests() {
      return true;
    }
  }

  /** An additional key exchange has been requested; our share and the secret are being made. */
  record AnsweringIntermediate(
      Handshake handshake,
      List<ConnectionConfig> candidates,
      Message request,
      Pending pending,
      Instant expires,
      int job)
      implements Responding {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** IKE_AUTH has been requested; a round of the initiator's authentication is being verified. */
  record AnsweringAuth(AuthRun run, Message request, Pending pending, Instant expires, int job)
      implements Responding {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** The initiator's round is proved; one of our own is being prepared for the answer. */
  record ProvingAuth(AuthRun run, Message request, Pending pending, Instant expires, int job)
      implements Responding {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** IKE_AUTH has been answered, and goes on with another round (RFC 4739). */
  record AwaitingAuth(AuthRun run, Instant expires) implements Responding {
    @Override
    public boolean takesRequests() {
      return true;
    }
  }

  /**
   * A request has been refused, and with it the IKE SA. Nothing is left but that answer, should it
   * be asked for again.
   */
  record RefusalAnswered(Instant expires) implements Responding {}

  // EAP inside IKE_AUTH (RFC 7296 2.16).

  /** A state of EAP. */
  sealed interface InEap extends IkeState {}

  /** A state of EAP as client. */
  sealed interface EapClient extends Initiating, InEap {
    /** How far it has come. */
    EapClientRun run();

    @Override
    default InitiatorPlan plan() {
      return run().plan();
    }
  }

  /** A state of EAP as server. */
  sealed interface EapServer extends Responding, InEap {
    /** How far it has come. */
    EapServerRun run();
  }

  /** As client: a packet of the server is being answered. */
  record EapAnswering(EapClientRun run, boolean refused, int job) implements EapClient {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** As client: our packet has been sent. */
  record EapSent(EapClientRun run, EapSession session) implements EapClient {
    @Override
    public void abandon() {
      session.close();
    }
  }

  /** As client: EAP has succeeded, and AUTH has been sent. */
  record EapProofSent(EapClientRun run, Optional<Secret> key) implements EapClient {
    @Override
    public void abandon() {
      key.ifPresent(Secret::close);
    }
  }

  /** As server: a packet of the client is being taken, or the first request is being made. */
  record EapAsking(EapServerRun run, Message request, Pending pending, Instant expires, int job)
      implements EapServer {
    @Override
    public OptionalInt awaitedJob() {
      return OptionalInt.of(job);
    }
  }

  /** As server: our packet has been sent. */
  record AwaitingEap(EapServerRun run, EapSession session, Instant expires) implements EapServer {
    @Override
    public boolean takesRequests() {
      return true;
    }

    @Override
    public void abandon() {
      session.close();
    }
  }

  /** As server: EAP has succeeded, and the client's AUTH is awaited. */
  record AwaitingEapProof(EapServerRun run, Optional<Secret> key, Instant expires)
      implements EapServer {
    @Override
    public boolean takesRequests() {
      return true;
    }

    @Override
    public void abandon() {
      key.ifPresent(Secret::close);
    }
  }

  // Both.

  /** Both ends are authenticated. */
  record Established(SaFacts facts, ChildSas children, List<Procedure> procedures)
      implements IkeState {
    public Established {
      procedures = List.copyOf(procedures);
    }

    Established with(SaFacts changed) {
      return new Established(changed, children, procedures);
    }

    Established with(ChildSas changed) {
      return new Established(facts, changed, procedures);
    }

    Established with(List<Procedure> changed) {
      return new Established(facts, children, changed);
    }

    Established and(Procedure more) {
      return with(Stream.concat(procedures.stream(), Stream.of(more)).toList());
    }

    Established without(Procedure procedure) {
      return with(procedures.stream().filter(p -> p != procedure).toList());
    }

    List<Creation> creations() {
      return procedures.stream()
          .filter(Creation.class::isInstance)
          .map(Creation.class::cast)
          .toList();
    }

    List<PeerCreation> peerCreations() {
      return procedures.stream()
          .filter(PeerCreation.class::isInstance)
          .map(PeerCreation.class::cast)
          .toList();
    }

    @Override
    public boolean takesRequests() {
      return true;
    }
  }

  /**
   * The peer has rekeyed the IKE SA: another one has its Child SAs, and the peer is to delete it
   * (RFC 7296 2.8). If it does not, we do.
   */
  record Superseded(SaFacts facts, Instant expires) implements IkeState {
    @Override
    public boolean takesRequests() {
      return true;
    }

    @Override
    public Optional<Instant> deadline() {
      return Optional.of(expires);
    }
  }

  /** We are deleting the IKE SA; its Child SAs are gone already. */
  record Deleting(SaFacts facts, Procedure.Progress progress, DeleteReason reason, List<Long> tags)
      implements IkeState {
    public Deleting {
      tags = List.copyOf(tags);
    }

    @Override
    public boolean takesRequests() {
      return true;
    }
  }

  /**
   * The peer has deleted the IKE SA, and has been answered. Nothing is left but that answer, should
   * it be asked for again.
   */
  record DeletionAnswered(Instant expires) implements IkeState {
    @Override
    public Optional<Instant> deadline() {
      return Optional.of(expires);
    }
  }

  /** Nothing is left. */
  record Gone() implements IkeState {}

  /** Whether the IKE SA is over, even if an answer is still kept. */
  default boolean isOver() {
    return this instanceof RefusingPeer
        || this instanceof RefusalAnswered
        || this instanceof DeletionAnswered
        || this instanceof Gone;
  }

  /** The name of the state, as status shows it. */
  default String name() {
    return getClass().getSimpleName();
  }
}
