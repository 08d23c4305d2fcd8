package org.yett.ike.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobId;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.transport.Opening;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/**
 * One IKE SA: its state, and what all states share. Whatever concerns it comes in here, goes
 * through its state, and leaves the next one.
 */
final class IkeSa implements ChannelListener {

  private final EndpointContext context;
  private final IkeSaId id;
  private final Channel channel;
  private final Mobike mobike = new Mobike(this);
  private final Randomness randomness;
  private final KeyTrace trace;
  private final Instant startedAt;
  private IkeState state = new IkeState.Gone();
  private Transitions.Cause cause = Transitions.Cause.OWN_INITIATIVE;
  private Optional<ExchangeType> exchange = Optional.empty();
  private final Lifetimes lifetimes;
  private final JobsUnderWay jobs = new JobsUnderWay();
  private final Succession succession = new Succession(this);
  private final FurtherChildren further = new FurtherChildren(this);
  private final SaDraws draws;
  private Optional<IkeSaId> replaces = Optional.empty();
  private int creations;
  private final SaExtensions extensions = new SaExtensions();
  private AssignedAddresses held = AssignedAddresses.NONE;

  IkeSa(EndpointContext context, Side side, Path path) {
    this.context = context;
    this.id = context.table.newIkeSaId();
    this.randomness = context.randomness.scoped("ike-sa-" + id);
    this.draws = new SaDraws(randomness);
    this.trace = context.traces.of(id, side);
    this.startedAt = context.now();
    this.lifetimes = new Lifetimes(randomness.scoped("lifetimes"));
    this.channel =
        new Channel(context, id, side, context.table.newIkeSpi(), path, randomness, this);
  }

  /** The successor of an IKE SA that is being rekeyed; {@code side} is that of the rekeying. */
  IkeSa(IkeSa old, Side side, IkeSpi ours, IkeSpi theirs) {
    this.context = old.context;
    this.id = context.table.newIkeSaId();
    this.randomness = context.randomness.scoped("ike-sa-" + id);
    this.draws = new SaDraws(randomness);
    this.trace = context.traces.of(id, side);
    this.startedAt = context.now();
    this.lifetimes = new Lifetimes(randomness.scoped("lifetimes"));
    this.channel =
        new Channel(context, id, side, ours, old.channel.route().path(), randomness, this);
    channel.inherit(old.channel);
    channel.peerSpi(theirs);
    mobike.inherit(old.mobike);
  }

  /** A successor stands, as yet without Child SAs. */
  void standInPlace(SaFacts facts) {
    context.table.add(this);
    channel.route().established(this::childSasFollow);
    become(new IkeState.Established(facts, ChildSas.NONE, List.of()));
    become(new Windows(this).announce((IkeState.Established) state));
    context.table.schedule(id, due());
  }

  Succession succession() {
    return succession;
  }

  /** Whether it stands, and no other IKE SA still holds what this one may come to hold. */
  boolean isInCharge() {
    return isEstablished() && !succession.isUndecided();
  }

  /** The IKE SA that this one is set up to replace (RFC 7296 2.8.3). */
  Optional<IkeSaId> replaces() {
    return replaces;
  }

  void replace(IkeSaId old) {
    replaces = Optional.of(old);
  }

  /** The Child SAs that it is to set up besides its first one. */
  FurtherChildren further() {
    return further;
  }

  SaDraws draws() {
    return draws;
  }

  Lifetimes lifetimes() {
    return lifetimes;
  }

  /** A number for a creation over this IKE SA. */
  int nextCreation() {
    return ++creations;
  }

  IkeSaId id() {
    return id;
  }

  EndpointContext context() {
    return context;
  }

  Channel channel() {
    return channel;
  }

  /** What the IKE SA does about addresses that change. */
  Mobike mobike() {
    return mobike;
  }

  SaExtensions extensions() {
    return extensions;
  }

  KeyTrace trace() {
    return trace;
  }

  IkeState state() {
    return state;
  }

  Instant startedAt() {
    return startedAt;
  }

  boolean isGone() {
    return state instanceof IkeState.Gone;
  }

  boolean isOver() {
    return state.isOver();
  }

  boolean isEstablished() {
    return state instanceof IkeState.Established;
  }

  /** What is settled, once the IKE SA has been established. */
  Optional<SaFacts> facts() {
    return switch (state) {
      case IkeState.Established established -> Optional.of(established.facts());
      case IkeState.Deleting deleting -> Optional.of(deleting.facts());
      case IkeState.Superseded superseded -> Optional.of(superseded.facts());
      case IkeState.Initiating initiating -> Optional.empty();
      case IkeState.Responding responding -> Optional.empty();
      case IkeState.RefusingPeer over -> Optional.empty();
      case IkeState.DeletionAnswered over -> Optional.empty();
      case IkeState.Gone over -> Optional.empty();
    };
  }

  /** The connection that it belongs to, as far as that is known. */
  Optional<ConnectionConfig> connection() {
    return state instanceof IkeState.Initiating initiating
        ? Optional.of(initiating.plan().connection())
        : facts().map(SaFacts::connection);
  }

  ChildSas childSas() {
    return state instanceof IkeState.Established established
        ? established.children()
        : ChildSas.NONE;
  }

  // What states use.

  /** Asks for a job; the state that returns next waits for its number. */
  int ask(Job job) {
    int number = jobs.add(context.now());
    context.put(new Output.RunJob(new JobId(id, number), job));
    return number;
  }

  /** It has these assigned addresses now. */
  void hold(AssignedAddresses assigned) {
    context.addresses.changed(held, assigned);
    held = assigned;
  }

  void tell(Event event) {
    context.tell(event);
  }

  /** Counts an offence of the peer, and goes on. */
  void offence(Offence offence, String detail) {
    channel.offence(offence, detail, channel.route().path());
  }

  /** Gives up an IKE SA that is not established; nobody is told on the wire. */
  IkeState fail(FailureReason reason, String detail) {
    tell(new Event.IkeSaFailed(id, reason, detail));
    if (state instanceof IkeState.Initiating initiating) {
      context.finish(initiating.plan().tags(), Optional.of(detail));
    }
    further.giveUp(detail);
    state.abandon();
    return new IkeState.Gone();
  }

  /** Answers a request with an error, and gives up an IKE SA that is not established. */
  IkeState refuse(
      Pending pending, Message request, NotifyPayload error, FailureReason reason, String detail) {
    channel.respond(pending, request.header().exchangeType(), List.of(error));
    fail(reason, detail);
    return new IkeState.RefusalAnswered(lingerUntil());
  }

  /** Until when a half-open IKE SA, or an answer after which there is none, is kept. */
  Instant lingerUntil() {
    return context.now().plus(context.config.limits().halfOpenLifetime());
  }

  /** Refuses a request that breaks the protocol. */
  @Clause("rfc7296:2.21.2/3")
  @Clause("rfc7296:3.10.1/4")
  IkeState refuseOffence(Pending pending, Message request, Offence offence, String detail) {
    offence(offence, detail);
    NotifyType answer = offence.reaction().whenAuthentic().orElse(NotifyType.INVALID_SYNTAX);
    return refuse(
        pending,
        request,
        NotifyPayload.of(answer),
        FailureReason.PROTOCOL_ERROR,
        offence + ": " + detail);
  }

  // What comes in.

  /** Takes a datagram that is for this IKE SA. */
  void receive(Outer outer, Path from) {
    switch (outer) {
      case Outer.Clear clear -> {
        if (!context.crashDetection.take(this, clear.message(), from)) {
          channel.receiveClear(clear.message(), from);
        }
      }
      case Outer.Protected sealed -> channel.receiveSealed(sealed.message(), from);
      case Outer.Malformed malformed ->
          channel.offence(malformed.error().offence(), malformed.error().describe(), from);
    }
    settle();
  }

  void jobDone(JobId job, JobResult result) {
    jobs.remove(job.number());
    Optional<Procedure> procedure = waitingFor(job.number());
    if (procedure.isPresent()) {
      become(new EstablishedExchanges(this).jobDone(established(), procedure.get(), result));
    } else if (state.awaitedJob().isPresent() && state.awaitedJob().getAsInt() == job.number()) {
      if (result instanceof JobResult.Failed(String detail)) {
        tell(new Event.InternalError(Optional.of(id), detail));
        become(fail(FailureReason.INTERNAL_ERROR, detail));
      } else {
        handle(new SaInput.JobFinished(result));
      }
    } else {
      context.count(Counter.LATE_JOBS);
      result.discard();
    }
    settle();
  }

  private IkeState.Established established() {
    return (IkeState.Established) state;
  }

  private Optional<Procedure> waitingFor(int job) {
    return state instanceof IkeState.Established established
        ? established.procedures().stream()
            .filter(p -> p.awaitedJob().isPresent() && p.awaitedJob().getAsInt() == job)
            .findFirst()
        : Optional.empty();
  }

  /** Jobs that nobody has done in time have failed: nothing waits for ever. */
  private void expireJobs(Instant now) {
    for (int number : jobs.late(now)) {
      jobDone(
          new JobId(id, number),
          new JobResult.Failed(
              "a job was not done within " + JobsUnderWay.PATIENCE.toSeconds() + " s"));
    }
  }

  void wake(Instant now) {
    expireJobs(now);
    channel.expire(now);
    if (!isGone()) {
      channel.route().expire(now);
    }
    if (state.deadline().filter(at -> !at.isAfter(now)).isPresent()) {
      handle(new SaInput.TimeOut());
    }
    if (state instanceof IkeState.Established established) {
      become(new Aging(this).onTime(new Maintenance(this).onTime(established, now), now));
    }
    settle();
  }

  /** Changes an established IKE SA on command; others are left as they are. */
  void whileEstablished(Function<IkeState.Established, IkeState> change) {
    if (state instanceof IkeState.Established established) {
      become(change.apply(established));
    }
    settle();
  }

  /** Our addresses have changed. */
  void addressesChanged() {
    mobike.addressesChanged();
    settle();
  }

  /** The way to the peer takes less than was thought. */
  void pathTakesLess() {
    channel.pathTakesLess();
    settle();
  }

  /** Something that may be forged says that the way is broken: only the peer can tell. */
  @Clause("rfc4555:3.5/1")
  void pathDoubtful() {
    if (state instanceof IkeState.Established established && !channel.hasUnanswered()) {
      become(new Maintenance(this).checkLiveness(established, List.of()));
    }
    settle();
  }

  /** The peer is seen elsewhere: its Child SAs go there, too. */
  void childSasFollow() {
    if (state instanceof IkeState.Established established) {
      become(new Establishment(this).childSasFollow(established));
    }
  }

  /** An authentic packet of a Child SA has come: the peer is alive. */
  void heardByDatapath(int spi) {
    channel.heard();
    if (state instanceof IkeState.Established established) {
      // = rfc7296:2.8/12
      established
          .children()
          .byInboundSpi(spi)
          .filter(child -> child.replaces().isPresent())
          .ifPresent(heir -> become(new Establishment(this).takeIntoUse(established, heir)));
    }
    settle();
  }

  /** A packet of a Child SA has been sent: a NAT on the way has seen it. */
  void sentByDatapath() {
    channel.route().sent();
    settle();
  }

  /** Authentic packets of a Child SA come from there. */
  void seenAt(TransportAddress remote) {
    channel.route().followPackets(remote);
    mobike.followedPackets();
    settle();
  }

  /** Ends the IKE SA on command. */
  void terminate(Event.DeleteReason reason, List<Long> tags) {
    because(Transitions.Cause.TERMINATE);
    new EndsOnCommand(this).terminate(reason, tags);
    settle();
  }

  /** Removes the IKE SA without a word to the peer: the peer itself has said that it is gone. */
  void drop(Event.DeleteReason reason) {
    because(Transitions.Cause.DROP);
    new EndsOnCommand(this).drop(reason);
    settle();
  }

  @Override
  public boolean admits(SealedMessage request) {
    return extensions.admits(request);
  }

  @Override
  public boolean takesRequests() {
    return state.takesRequests();
  }

  @Override
  public void onRequest(Opening.Whole request, Pending pending) {
    switch (request.decoded()) {
      case Decoded.Ok ok -> {
        extensions.learn(context, ok.message());
        // First, since it may change what this IKE SA holds.
        succession.requested(ok.message());
        handle(new SaInput.Request(ok.message(), pending));
      }
      case Decoded.ProtectedError malformed ->
          new MalformedMessages(this).request(malformed, pending);
    }
  }

  @Override
  public List<Path> pathsFor(Outstanding request) {
    return mobike.pathsFor(request);
  }

  @Override
  public void onAnsweredFrom(Path from, Outstanding request) {
    mobike.answeredFrom(from, request);
  }

  @Override
  public void onResponse(Opening.Whole response, Outstanding request) {
    switch (response.decoded()) {
      case Decoded.Ok ok -> {
        extensions.learn(context, ok.message());
        handle(new SaInput.Response(request, ok.message()));
      }
      case Decoded.ProtectedError malformed ->
          new MalformedMessages(this).response(malformed.error());
    }
  }

  @Override
  public void onClearResponse(Message response, Outstanding request) {
    handle(new SaInput.Response(request, response));
  }

  @Override
  public void onNoAnswer(Outstanding request) {
    handle(new SaInput.NoAnswer(request));
  }

  /** The table of states: each takes what comes, and gives the next state. */
  private void handle(SaInput input) {
    cause = input.cause();
    exchange = input.exchange();
    become(
        switch (state) {
          case IkeState.PreparingSaInit s -> new InitiatorSaInit(this).preparing(s, input);
          case IkeState.SaInitSent s -> new InitiatorSaInit(this).sent(s, input);
          case IkeState.ResolvingGateway s -> new RedirectedInitiator(this).resolving(s, input);
          case IkeState.ResumeSent s -> new InitiatorResume(this).sent(s, input);
          case IkeState.SolvingPuzzle s -> new PuzzleSolving(this).solving(s, input);
          case IkeState.SolvingAuthPuzzle s -> new PuzzleSolving(this).solvingForAuth(s, input);
          case IkeState.CompletingSaInit s -> new InitiatorSaInit(this).completing(s, input);
          case IkeState.PreparingIntermediate s ->
              new InitiatorIntermediate(this).preparing(s, input);
          case IkeState.IntermediateSent s -> new InitiatorIntermediate(this).sent(s, input);
          case IkeState.PpkSent s -> new InitiatorIntermediatePpk(this).sent(s, input);
          case IkeState.CompletingIntermediate s ->
              new InitiatorIntermediate(this).completing(s, input);
          case IkeState.PreparingAuth s -> new InitiatorAuth(this).preparing(s, input);
          case IkeState.AuthSent s -> new InitiatorAuth(this).sent(s, input);
          case IkeState.VerifyingPeer s -> new InitiatorAuth(this).verifying(s, input);
          case IkeState.AnsweringSaInit s -> new ResponderSaInit(this).answering(s, input);
          case IkeState.HalfOpen s -> new ResponderHalfOpen(this).halfOpen(s, input);
          case IkeState.AnsweringIntermediate s ->
              new ResponderHalfOpen(this).answeringIntermediate(s, input);
          case IkeState.AnsweringAuth s -> new ResponderAuth(this).answering(s, input);
          case IkeState.ProvingAuth s -> new ResponderAuth(this).proving(s, input);
          case IkeState.AwaitingAuth s -> new ResponderAuth(this).awaiting(s, input);
          case IkeState.InEap s -> new EapExchanges(this).handle(s, input);
          case IkeState.Established s -> new EstablishedExchanges(this).established(s, input);
          case IkeState.Deleting s -> new Deletion(this).deleting(s, input);
          case IkeState.Superseded s -> new Deletion(this).superseded(s, input);
          case IkeState.RefusingPeer s -> new InitiatorAuth(this).refusing(s, input);
          case IkeState.RefusalAnswered s -> new ResponderHalfOpen(this).refused(s, input);
          case IkeState.DeletionAnswered s -> new Deletion(this).answered(s, input);
          case IkeState.Gone s -> s;
        });
  }

  /** Takes the next state. */
  void become(IkeState next) {
    if (next instanceof IkeState.RefusalAnswered || next instanceof IkeState.DeletionAnswered) {
      channel.stopAsking();
    }
    hold(
        next instanceof IkeState.Established established
            ? established.facts().assigned()
            : AssignedAddresses.NONE);
    IkeState before = state;
    tellOfTransition(next);
    state = next;
    context.table.moved(this, before, next);
  }

  /** What the next state comes of. */
  void because(Transitions.Cause what) {
    cause = what;
  }

  private void tellOfTransition(IkeState next) {
    boolean moves = !next.getClass().equals(state.getClass());
    if (moves || cause != Transitions.Cause.OWN_INITIATIVE) {
      context.transitions.hear(
          new Transitions.Transition(
              id, channel.side(), state.name(), cause, exchange, next.name()));
    }
    cause = Transitions.Cause.OWN_INITIATIVE;
    exchange = Optional.empty();
  }

  /**
   * After everything that came in: procedures send what they may, and the next wake-up is noted.
   */
  void settle() {
    if (state instanceof IkeState.Established established) {
      if (channel.isExhausted()) {
        become(new Deletion(this).drop(established, Event.DeleteReason.HARD_LIMIT));
        context.table.remove(this);
        channel.close();
        return;
      }
      become(
          new Creations(this)
              .beginDue(
                  new Aging(this).beforeMessageIdsEnd(mobike.begin(further.begin(established)))));
      if (state instanceof IkeState.Established standing) {
        become(new Maintenance(this).sendWaiting(standing));
        replaceIfComplete();
      }
    } else if (state instanceof IkeState.Deleting deleting) {
      become(new Deletion(this).sendWaiting(deleting));
    }
    if (isGone()) {
      extensions.close();
      channel.close();
      context.table.remove(this);
    } else {
      context.table.schedule(id, due());
    }
  }

  private void replaceIfComplete() {
    if (replaces.isPresent() && established().creations().isEmpty()) {
      IkeSaId old = replaces.get();
      replaces = Optional.empty();
      Reauthentication.complete(this, old);
    }
  }

  private Optional<Instant> due() {
    Optional<Instant> own =
        state instanceof IkeState.Established established
            ? new Aging(this).due(established)
            : state.deadline();
    return Stream.of(channel.due(), channel.route().due(), own, jobs.due())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
