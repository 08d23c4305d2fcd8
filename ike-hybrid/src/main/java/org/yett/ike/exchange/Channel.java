package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.crypto.Opened;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.path.Path;
import org.yett.ike.transport.Generation;
import org.yett.ike.transport.Generations;
import org.yett.ike.transport.Opening;
import org.yett.ike.transport.Reassembly;
import org.yett.ike.transport.RequestWindow;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.transport.ResponseWindow;
import org.yett.ike.transport.ResponseWindow.Answer;
import org.yett.ike.transport.ResponseWindow.Standing;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;

/**
 * The messages of one IKE SA, for every exchange alike: windows, retransmission, cached responses,
 * fragments, generations of keys. What is new and authentic goes on to the listener.
 */
final class Channel {

  /** Unanswered transmissions after which greater datagrams are suspected of being lost. */
  private static final int SILENCES_BEFORE_FALLBACK = 3;

  /** A Message ID has 32 bits. */
  private static final long MESSAGE_IDS = 1L << 32;

  private final EndpointContext context;
  private final IkeSaId id;
  private final Side side;
  private final IkeSpi ours;
  private final Randomness randomness;
  private final ChannelListener listener;
  private final RequestWindow requests;
  private final ResponseWindow responses = new ResponseWindow(1);
  private final Generations generations = new Generations();
  private final ArrivingFragments arriving;
  private final Route route;
  private final Fragmentation fragmentation;
  private final Departures departures;
  private final OffenceCount offences = new OffenceCount();
  private IkeSpi theirs = IkeSpi.ZERO;
  private Instant lastHeard;
  private boolean everHeard;
  private int firstRequestSize;
  private Optional<ExchangeType> firstInClear = Optional.empty();

  Channel(
      EndpointContext context,
      IkeSaId id,
      Side side,
      IkeSpi ours,
      Path path,
      Randomness randomness,
      ChannelListener listener) {
    this.context = context;
    this.id = id;
    this.side = side;
    this.ours = ours;
    this.route = new Route(context, id, side, path);
    this.fragmentation = new Fragmentation(context);
    this.arriving = new ArrivingFragments(context);
    this.departures = new Departures(context, id, route);
    this.randomness = randomness;
    this.listener = listener;
    this.requests = new RequestWindow(context.config.retransmission(), randomness);
    this.lastHeard = context.now();
  }

  Side side() {
    return side;
  }

  IkeSpi ours() {
    return ours;
  }

  IkeSpi initiatorSpi() {
    return side == Side.INITIATOR ? ours : theirs;
  }

  IkeSpi responderSpi() {
    return side == Side.INITIATOR ? theirs : ours;
  }

  void peerSpi(IkeSpi spi) {
    theirs = spi;
  }

  Route route() {
    return route;
  }

  /** When an authentic message, or packet of a Child SA, came last. */
  Instant lastHeard() {
    return lastHeard;
  }

  void heard() {
    lastHeard = context.now();
    everHeard = true;
  }

  /** Whether anything authentic has come over this very IKE SA. */
  boolean hasEverHeard() {
    return everHeard;
  }

  boolean hasUnanswered() {
    return !requests.unanswered().isEmpty();
  }

  /** The Message ID of our next request. */
  long nextMessageId() {
    return requests.next();
  }

  /** The highest Message ID that either end has come to. */
  long highestMessageId() {
    return Math.max(requests.next(), responses.expected());
  }

  /** Whether one end has no Message ID left. */
  boolean isExhausted() {
    return highestMessageId() >= MESSAGE_IDS;
  }

  boolean hasRoom() {
    // = rfc7296:2.2
    return requests.isOpen() && requests.next() < MESSAGE_IDS;
  }

  Fragmentation fragmentation() {
    return fragmentation;
  }

  /** The keys that protect new exchanges. */
  IkeKeys keys() {
    return generations.current().keys();
  }

  /** A PPK has been mixed into SK_d, SK_pi and SK_pr (RFC 8784 3). */
  void mixed(IkeKeys derived) {
    generations.current().mixed(derived);
  }

  /** The keys that protected this exchange. */
  IkeKeys keysOf(Pending pending) {
    return generations.get(pending.answer().epoch()).orElseThrow().keys();
  }

  boolean hasKeys() {
    return !generations.isEmpty();
  }

  /** Puts the next generation of keys to work: new exchanges use it. */
  @Clause("rfc9242:3.3.1/x1")
  @Clause("rfc9242:3.3.1/x2")
  @Clause("rfc9242:3.3.1/x3")
  void useKeys(IkeKeyContext keyContext, IkeKeys keys) {
    Randomness own = randomness.scoped("generation-" + keys.generation());
    generations.advance(new Generation(keys, keyContext.cipher(), side, own));
  }

  // Sending.

  /** Sends the first request in clear. */
  Message requestInClear(ExchangeType exchange, List<Payload> payloads) {
    firstInClear = Optional.of(exchange);
    Message message =
        departures.encode(header(exchange, Flags.request(side), 0), List.of(), payloads, false);
    List<Octets> datagrams = List.of(message.octets());
    transmit(
        requests.next() == 0
            ? requests.sent(exchange, 0, message, datagrams, arriving.anew(), context.now())
            : requests.sentFirstAnew(exchange, message, datagrams, arriving.anew(), context.now()),
        false);
    return message;
  }

  /** Sends a request; there is room for it. */
  Message request(ExchangeType exchange, List<Payload> inner) {
    return request(exchange, List.of(), inner);
  }

  /** Sends a request of which a part goes in clear, before what is protected. */
  Message request(ExchangeType exchange, List<Payload> clear, List<Payload> inner) {
    // = rfc9242:3.3.1/x2, rfc9370:2.2.2/x6
    Generation current = generations.current();
    Message message =
        departures.encode(
            header(exchange, Flags.request(side), requests.next()), clear, inner, true);
    List<Octets> datagrams = current.seal(message, fragmentation.limit(route.path()));
    transmit(
        requests.sent(
            exchange, current.number(), message, datagrams, arriving.anew(), context.now()),
        false);
    return message;
  }

  /** Answers the first request in clear. */
  Message respondInClear(Pending pending, ExchangeType exchange, List<Payload> payloads) {
    Message message =
        departures.encode(header(exchange, Flags.response(side), 0), List.of(), payloads, false);
    context.amplification.answered(firstRequestSize, message.octets().size());
    return answer(pending, message, List.of(message.octets()));
  }

  /** Answers a request, under the keys that protected it. */
  Message respond(Pending pending, ExchangeType exchange, List<Payload> inner) {
    Answer answer = pending.answer();
    // = rfc9370:2.2.2/x7
    Generation generation = generations.get(answer.epoch()).orElseThrow();
    // = rfc7296:2.2/x2
    Message message =
        departures.encode(
            header(exchange, Flags.response(side), answer.messageId()), List.of(), inner, true);
    return answer(
        pending, message, generation.seal(message, fragmentation.limit(pending.replyTo())));
  }

  private Message answer(Pending pending, Message message, List<Octets> datagrams) {
    responses.answer(pending.answer(), message, datagrams);
    // = rfc7296:2.11/1, rfc7296:2.11/2, rfc7296:2.23/1
    departures.transmit(message.header(), datagrams, false, pending.replyTo());
    return message;
  }

  private IkeHeader header(ExchangeType exchange, Flags flags, long messageId) {
    return IkeHeader.of(initiatorSpi(), responderSpi(), exchange, flags, messageId);
  }

  /** The message in smaller fragments, if it is one that is fragmented. */
  private Optional<List<Octets>> smaller(
      Message message, int epoch, List<Octets> datagrams, Path path, boolean silent) {
    return message.isProtected()
        ? fragmentation.smaller(
            message, generations.get(epoch).orElseThrow(), datagrams, path, silent)
        : Optional.empty();
  }

  private void transmit(Outstanding request, boolean repeated) {
    for (Path path : listener.pathsFor(request)) {
      request.sentOn(path);
      departures.transmit(request.message().header(), request.datagrams(), repeated, path);
    }
  }

  // Receiving.

  /** Takes the first request, which the endpoint has found acceptable. */
  Pending acceptFirst(Message request, Path from) {
    theirs = request.header().initiatorSpi();
    firstRequestSize = request.octets().size();
    departures.received(request.header(), request.octets().size(), 1, false, from);
    return new Pending(responses.accept(0, 0, request.octets()), from);
  }

  /** The first request has come again. */
  void repeatedFirst(Message request, Path from) {
    // = rfc7296:2.1/x1
    if (responses.standing(0) instanceof Standing.Seen(Answer answer)) {
      answer
          .message()
          .ifPresent(response ->
              context.amplification.answered(request.octets().size(), response.octets().size()));
      repeat(answer, request.header(), request.octets().size(), from);
    }
    // Later messages have come since: the repetition was late, and is ignored (RFC 7296 2.1).
  }

  /** Takes a message in clear. */
  void receiveClear(Message message, Path from) {
    IkeHeader header = message.header();
    Optional<Outstanding> request = requests.unanswered(header.messageId());
    boolean firstResponse =
        header.isResponse()
            && header.messageId() == 0
            && generations.isEmpty()
            && request.isPresent()
            && header.exchangeType().equals(request.get().exchange());
    if (request.isEmpty() && mayAnswerFirstRequest(header)) {
      // A second response, to a request that we have sent twice: nobody did wrong.
      return;
    }
    // = rfc7296:1.5/3, rfc7296:2.4/4, rfc7296:2.21.4/5
    if (!firstResponse) {
      // It may be forged, and changes nothing (RFC 7296 2.21.4).
      offence(Offence.MESSAGE_IN_CLEAR, message.describe(), from);
      return;
    }
    departures.received(header, message.octets().size(), 1, false, from);
    listener.onClearResponse(message, request.get());
  }

  private boolean mayAnswerFirstRequest(IkeHeader header) {
    return header.isResponse()
        && header.messageId() == 0
        && firstInClear.filter(header.exchangeType()::equals).isPresent();
  }

  /** Takes a message, or a fragment of one, that has to be opened first. */
  void receiveSealed(SealedMessage message, Path from) {
    IkeHeader header = message.header();
    if (generations.isEmpty()) {
      offence(Offence.UNEXPECTED_EXCHANGE, message.describe(), from);
    } else if (!header.spi(side.other()).equals(theirs)) {
      offence(Offence.WRONG_PEER_SPI, message.describe(), from);
    } else if (header.isResponse()) {
      receiveResponse(message, from);
    } else {
      receiveRequest(message, from);
    }
  }

  private void receiveRequest(SealedMessage message, Path from) {
    IkeHeader header = message.header();
    switch (responses.standing(header.messageId())) {
      case Standing.Fresh fresh -> receiveFresh(message, from);
      case Standing.Seen seen -> receiveRepetition(message, seen.answer(), from);
      case Standing.Busy busy -> {
        // The peer sends it again, once it has seen our response to the one before.
      }
      // = rfc7296:2.1/5, rfc7296:2.3/8, rfc9242:3.2/4
      case Standing.Outside outside ->
          offence(
              Offence.MESSAGE_ID_OUTSIDE_WINDOW,
              message.describe() + ", expected " + responses.expected(),
              from);
    }
  }

  @Clause("rfc7296:2.3/4")
  private void receiveFresh(SealedMessage message, Path from) {
    if (!listener.takesRequests()) {
      // A responder may be established a little before its initiator; it will ask again.
      return;
    }
    long messageId = message.header().messageId();
    if (!listener.admits(message)) {
      offence(Offence.UNSOLVED_AUTH_PUZZLE, message.describe(), from);
      return;
    }
    Reassembly fragments = arriving.of(messageId);
    Generation generation = generations.current();
    Optional<Opening.Whole> whole = open(message, generation, fragments, from);
    if (whole.isPresent()) {
      arriving.remove(messageId);
      Answer answer = responses.accept(messageId, generation.number(), whole.get().repetition());
      retireOldKeys();
      departures.received(
          message.header(), whole.get().bytes(), whole.get().datagrams(), false, from);
      heard();
      // = rfc7296:2.23/x3
      route.follow(from);
      listener.onRequest(whole.get(), new Pending(answer, from));
    }
  }

  @Clause("rfc7383:2.6.1")
  @Clause("rfc7296:2.1/1")
  @Clause("rfc7296:2.1/2")
  private void receiveRepetition(SealedMessage message, Answer answer, Path from) {
    IkeHeader header = message.header();
    int size = message.octets().size();
    if (answer.isRepetition(message.octets())) {
      repeat(answer, header, size, from);
      return;
    }
    // = rfc7383:2.6.1/2
    if (message.encrypted() instanceof EncryptedPayload.Skf skf && skf.fragmentNumber() != 1) {
      return;
    }
    Optional<Generation> generation = generations.get(answer.epoch());
    boolean authentic =
        generation.isPresent() && generation.get().open(message) instanceof Opened.Authentic;
    if (authentic) {
      responses.alsoSeenAs(answer, message.octets());
      repeat(answer, header, size, from);
    } else {
      offence(Offence.WRONG_ICV, message.describe() + ", answered before", from);
    }
  }

  private void repeat(Answer answer, IkeHeader header, int size, Path from) {
    departures.received(header, size, 1, true, from);
    if (answer.message().isPresent()) {
      Message response = answer.message().get();
      responses.repeated(answer);
      // = rfc7383:2.4
      boolean silent = answer.repetitions() >= SILENCES_BEFORE_FALLBACK;
      smaller(response, answer.epoch(), answer.datagrams(), from, silent)
          .ifPresent(datagrams -> responses.refragment(answer, datagrams));
      context.count(Counter.RESPONSES_RETRANSMITTED);
      departures.transmit(response.header(), answer.datagrams(), true, from);
    }
  }

  private void receiveResponse(SealedMessage message, Path from) {
    IkeHeader header = message.header();
    Optional<Outstanding> found = requests.unanswered(header.messageId());
    if (found.isEmpty()) {
      // Mostly a second response, to a request that we have sent twice: nobody did wrong.
      if (header.messageId() >= requests.next()) {
        offence(Offence.UNASKED_RESPONSE, message.describe(), from);
      }
      return;
    }
    Outstanding request = found.get();
    if (!header.exchangeType().equals(request.exchange())) {
      offence(Offence.RESPONSE_OF_OTHER_EXCHANGE, message.describe(), from);
      return;
    }
    Generation generation = generations.get(request.epoch()).orElseThrow();
    Optional<Opening.Whole> whole = open(message, generation, request.response(), from);
    if (whole.isPresent()) {
      requests.settle(header.messageId());
      departures.received(header, whole.get().bytes(), whole.get().datagrams(), false, from);
      heard();
      route.follow(from);
      listener.onAnsweredFrom(from, request);
      listener.onResponse(whole.get(), request);
      retireOldKeys();
    }
  }

  private Optional<Opening.Whole> open(
      SealedMessage message, Generation generation, Reassembly fragments, Path from) {
    Opening opening =
        Opening.of(
            message,
            generation,
            fragments,
            fragmentation.isAgreed(),
            context.decoder,
            context.now());
    return switch (opening) {
      case Opening.Whole whole -> {
        fragmentation.learnFrom(whole);
        yield Optional.of(whole);
      }
      case Opening.Incomplete incomplete -> Optional.empty();
      case Opening.Superfluous superfluous -> Optional.empty();
      case Opening.Refused refused -> {
        offence(refused.offence(), refused.detail(), from);
        yield Optional.empty();
      }
    };
  }

  /** Keys that neither a repetition nor a late response can be under any more are wiped. */
  private void retireOldKeys() {
    if (generations.isEmpty()) {
      return;
    }
    int answered = responses.oldestEpoch(generations.current().number());
    generations.retireBefore(
        requests.unanswered().stream().mapToInt(Outstanding::epoch).reduce(answered, Math::min));
  }

  /** Offences that the peer, or somebody in its name, has committed. */
  OffenceCount offences() {
    return offences;
  }

  void offence(Offence offence, String detail, Path from) {
    offences.add(offence);
    context.offence(Optional.of(id), offence, detail, from);
  }

  // Time.

  /** A response that came in clear is being examined: its request is not sent again for now. */
  void hold(Outstanding request) {
    requests.hold(request);
  }

  /** The response was of no use: the request is sent again as if it had not come. */
  void release(Outstanding request) {
    requests.release(request);
  }

  /** A request is settled by something else than its response. */
  void settle(Outstanding request) {
    requests.settle(request.messageId());
  }

  /** Nothing is asked of the peer any more. */
  void stopAsking() {
    requests.settleAll();
  }

  /** When {@link #expire} is next wanted. */
  Optional<Instant> due() {
    return Stream.of(requests.due(), arriving.due())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  void expire(Instant now) {
    arriving.expire(now);
    for (RequestWindow.Due due : requests.expire(now)) {
      switch (due) {
        case RequestWindow.Due.Again again -> retransmit(again.request());
        case RequestWindow.Due.GivenUp given -> {
          context.count(Counter.REQUESTS_UNANSWERED);
          requests.settle(given.request().messageId());
          listener.onNoAnswer(given.request());
        }
      }
    }
  }

  private void retransmit(Outstanding request) {
    boolean silent = request.transmissions() > SILENCES_BEFORE_FALLBACK;
    smaller(request.message(), request.epoch(), request.datagrams(), route.path(), silent)
        .ifPresent(datagrams -> requests.refragment(request, datagrams, context.now()));
    // = rfc7296:2.1/6, rfc7296:2.1/7, rfc7296:2.2/1
    transmitAgain(request);
  }

  private void transmitAgain(Outstanding request) {
    context.count(Counter.REQUESTS_RETRANSMITTED);
    transmit(request, true);
  }

  /** The way takes less than was thought: what was too long goes out again at once, cut anew. */
  @Clause("rfc7383:2.5.2/6")
  void pathTakesLess() {
    for (Outstanding request : requests.unanswered()) {
      smaller(request.message(), request.epoch(), request.datagrams(), route.path(), false)
          .ifPresent(datagrams -> {
            requests.refragment(request, datagrams, context.now());
            transmitAgain(request);
          });
    }
  }

  /** The way has changed: what waits for an answer goes out on the new one at once. */
  @Clause("rfc4555:3.5")
  void sendUnansweredAgain() {
    fragmentation.onNewPath();
    for (Outstanding request : requests.unanswered()) {
      requests.startOver(request, context.now());
      transmitAgain(request);
    }
  }

  /** Requests from now on are sent again for at least so long before the peer is given up. */
  void beAsPatientAs(Duration least) {
    requests.retransmission(context.config.retransmission().lasting(least));
  }

  /** Takes over what is known about the way to the peer from the channel of the old IKE SA. */
  void inherit(Channel old) {
    route.inherit(old.route);
    fragmentation.inherit(old.fragmentation);
    requests.retransmission(old.requests.retransmission());
    lastHeard = old.lastHeard;
  }

  /** The peer takes so many of our requests at a time (RFC 7296 2.3). */
  void peerWindow(int requestsAtATime) {
    requests.widen(requestsAtATime);
  }

  /** We take so many of the peer's requests at a time, as we have told it. */
  void ourWindow(int requestsAtATime) {
    responses.widen(requestsAtATime);
  }

  /** Whether a request of ours is still on its way. */
  boolean isAwaiting(long messageId) {
    return requests.unanswered(messageId).isPresent();
  }

  /** Forgets everything and wipes the keys. */
  void close() {
    requests.settleAll();
    arriving.clear();
    // = rfc7296:2.12/1
    generations.close();
  }
}
