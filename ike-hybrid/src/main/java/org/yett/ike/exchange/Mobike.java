package org.yett.ike.exchange;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.AddressTask.Announce;
import org.yett.ike.exchange.AddressTask.Check;
import org.yett.ike.exchange.AddressTask.Update;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.path.Path;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * MOBIKE of one IKE SA (RFC 4555): which addresses both ends have, which of them are used, and what
 * the peer is still to be told.
 *
 * <p>The end that initiated the first IKE SA of a series decides which pair of addresses is used.
 * The other end tells what addresses it has, and follows UPDATE_SA_ADDRESSES.
 */
final class Mobike {

  /** A request that has been sent so often without an answer goes on other ways, too. */
  private static final int SENT_BEFORE_PROBING = 3;

  /** A responder leaves its initiator time to find another way (RFC 4555 3.11). */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Most other ways on which one retransmission goes. */
  private static final int MOST_PROBED = 6;

  private final IkeSa sa;
  private boolean agreed;
  private boolean decides;
  private Optional<ConnectionConfig> connection = Optional.empty();

  private List<InetAddress> peerAddresses = List.of();
  private final Set<InetAddress> reachable = new LinkedHashSet<>();
  private List<InetAddress> announced = List.of();
  private Optional<Octets> seenAs = Optional.empty();
  private long newestUpdate = -1;
  private long newestAnnouncement = -1;

  private Optional<Path> agreedPath = Optional.empty();
  private Optional<Path> answeredFrom = Optional.empty();
  private final Set<Path> refused = new HashSet<>();
  private int unexpectedNats;
  private long moves;
  private boolean updateDue;
  private boolean announcementDue;
  private boolean checkDue;

  Mobike(IkeSa sa) {
    this.sa = sa;
  }

  /** Takes over from the IKE SA that is being rekeyed (RFC 4555 3.3: the original roles stay). */
  void inherit(Mobike old) {
    agreed = old.agreed;
    decides = old.decides;
    connection = old.connection;
    peerAddresses = old.peerAddresses;
    reachable.addAll(old.reachable);
    announced = old.announced;
    seenAs = old.seenAs;
    agreedPath = old.agreedPath;
    refused.addAll(old.refused);
    unexpectedNats = old.unexpectedNats;
    moves = old.moves;
    updateDue = old.updateDue;
    announcementDue = old.announcementDue;
    checkDue = old.checkDue;
    if (agreed && !decides) {
      sa.channel().beAsPatientAs(PATIENCE);
    }
  }

  /** Whether both ends support MOBIKE. */
  boolean isAgreed() {
    return agreed;
  }

  private Route route() {
    return sa.channel().route();
  }

  private MobilityConfig config() {
    return connection.map(ConnectionConfig::mobility).orElse(MobilityConfig.NONE);
  }

  // IKE_AUTH.

  /** What our IKE_AUTH request says of MOBIKE. */
  @Clause("rfc4555:3.2/1")
  List<Payload> offer(ConnectionConfig wanted) {
    if (!wanted.mobility().mobike()) {
      return List.of();
    }
    List<Payload> offered = new ArrayList<>();
    offered.add(NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));
    announced = others(wanted);
    offered.addAll(AddressNotifications.additional(announced));
    if (!route().natTraversal()) {
      // = rfc4555:3.9/1
      offered.add(AddressNotifications.noNatsAllowed(route().path()));
    }
    return offered;
  }

  /** Takes from the peer's IKE_AUTH response what it says of MOBIKE. */
  void agree(ConnectionConfig wanted, Handshake handshake, Message response) {
    if (wanted.mobility().mobike()
        && response.notification(NotifyType.MOBIKE_SUPPORTED).isPresent()) {
      begin(wanted, response);
      seenAs =
          handshake
              .saInitResponse()
              .notification(NotifyType.NAT_DETECTION_DESTINATION_IP)
              .map(NotifyPayload::data);
    }
  }

  /** Takes the peer's IKE_AUTH request; gives what our response says of MOBIKE. */
  List<Payload> accept(ConnectionConfig wanted, Message request) {
    if (!wanted.mobility().mobike()
        || request.notification(NotifyType.MOBIKE_SUPPORTED).isEmpty()) {
      return List.of();
    }
    begin(wanted, request);
    // = rfc4555:3.11/1
    sa.channel().beAsPatientAs(PATIENCE);
    announced = others(wanted);
    List<Payload> answer = new ArrayList<>();
    answer.add(NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));
    answer.addAll(AddressNotifications.additional(announced));
    return answer;
  }

  private void begin(ConnectionConfig wanted, Message peers) {
    agreed = true;
    decides = sa.channel().side() == Side.INITIATOR;
    connection = Optional.of(wanted);
    peerAddresses = addressesOf(peers, route().path());
    reachable.add(route().path().remote().ip());
    agreedPath = Optional.of(route().path());
    route().useMobike();
  }

  // Our addresses.

  /** Our addresses but for the one that is used, as far as the connection uses them. */
  private List<InetAddress> others(ConnectionConfig wanted) {
    return OuterAddresses.besides(
        route().path().local().ip(), sa.context().localAddresses(), wanted);
  }

  private List<Path> pairs() {
    List<InetAddress> ours = new ArrayList<>();
    InetAddress used = route().path().local().ip();
    if (sa.context().isOurs(used)) {
      ours.add(used);
    }
    connection.ifPresent(c -> ours.addAll(others(c)));
    return AddressPairs.between(route().path(), ours, peerAddresses, route().natRemote());
  }

  private Optional<Path> nextPair() {
    return pairs().stream()
        .filter(path -> !path.equals(route().path()) && !refused.contains(path))
        .findFirst();
  }

  /** Our addresses have changed. */
  @Clause("rfc4555:3.5")
  void addressesChanged() {
    if (!agreed || !sa.isEstablished()) {
      return;
    }
    refused.clear();
    unexpectedNats = 0;
    if (!sa.context().isOurs(route().path().local().ip())) {
      nextPair().ifPresent(this::move);
    } else if (!others(connection.orElseThrow()).equals(announced)) {
      announcementDue = true;
    }
  }

  /**
   * Goes on with another pair of addresses. The end that does not decide may do so only when its
   * own address is gone; it tells the other one its addresses.
   */
  @Clause("rfc4555:3.5")
  private void move(Path to) {
    route().moveTo(to);
    moves++;
    if (decides) {
      updateDue = true;
    } else {
      announcementDue = true;
    }
    if (mayUse(to.remote().ip()) || !decides) {
      sa.childSasFollow();
    }
    sa.channel().sendUnansweredAgain();
  }

  /** Whether Child SAs may send there. */
  @Clause("rfc4555:3.7/3")
  private boolean mayUse(InetAddress remote) {
    return !config().returnRoutability() || reachable.contains(remote);
  }

  /** The way has changed because packets of a Child SA come from elsewhere. */
  void followedPackets() {
    if (agreed) {
      sa.childSasFollow();
    }
  }

  // Ways that work.

  /**
   * The ways on which a request goes now: the one that is used, and others once it seems not to
   * work. Only who decides tries others, except to tell its addresses.
   */
  @Clause("rfc4555:3.10/1")
  List<Path> pathsFor(Outstanding request) {
    Path used = route().path();
    boolean tries = decides || isAnnouncement(request);
    if (!agreed || !tries || request.transmissions() <= SENT_BEFORE_PROBING) {
      return List.of(used);
    }
    List<Path> others =
        pairs().stream().filter(path -> !path.equals(used) && !refused.contains(path)).toList();
    List<Path> paths = new ArrayList<>();
    paths.add(used);
    for (int i = 0; i < Math.min(MOST_PROBED, others.size()); i++) {
      paths.add(others.get((request.transmissions() * MOST_PROBED + i) % others.size()));
    }
    return paths;
  }

  private boolean isAnnouncement(Outstanding request) {
    return sa.state() instanceof Established established
        && established.procedures().stream()
            .anyMatch(p ->
                p instanceof Procedure.ChangeAddresses(var progress, Announce announce)
                    && progress instanceof Procedure.Progress.Sent(long messageId)
                    && messageId == request.messageId());
  }

  /** A response has come: the way that it took works, if the request went there. */
  void answeredFrom(Path from, Outstanding request) {
    answeredFrom = Optional.of(from);
    boolean other = agreed && !from.equals(route().path()) && request.paths().contains(from);
    if (other && sa.context().isOurs(from.local().ip())) {
      move(from);
    }
  }

  // Requests of ours.

  /** Adds what is due to the procedures; an update goes before anything else. */
  Established begin(Established state) {
    if (!agreed) {
      return state;
    }
    List<Procedure> procedures = new ArrayList<>(state.procedures());
    if (updateDue) {
      procedures.removeIf(Mobike::waits);
      procedures.addFirst(new Procedure.ChangeAddresses(Procedure.WAITING, update()));
      updateDue = false;
      announcementDue = false;
      checkDue = false;
    }
    if (announcementDue) {
      procedures.removeIf(p -> waits(p) && task(p) instanceof Announce);
      procedures.addFirst(new Procedure.ChangeAddresses(Procedure.WAITING, new Announce()));
      announcementDue = false;
    }
    if (checkDue) {
      Check check = new Check(route().path().remote().ip(), sa.draws().cookie());
      procedures.removeIf(p -> waits(p) && task(p) instanceof Check);
      procedures.addFirst(new Procedure.ChangeAddresses(Procedure.WAITING, check));
      checkDue = false;
    }
    return new Established(state.facts(), state.children(), procedures);
  }

  private Update update() {
    // = rfc4555:3.7/1
    return new Update(
        moves,
        mayUse(route().path().remote().ip()) ? Optional.empty() : Optional.of(sa.draws().cookie()));
  }

  private static boolean waits(Procedure procedure) {
    return procedure instanceof Procedure.ChangeAddresses change
        && change.progress() instanceof Procedure.Progress.Waiting;
  }

  private static AddressTask task(Procedure procedure) {
    return ((Procedure.ChangeAddresses) procedure).task();
  }

  /** What the request of a task says, at the moment in which it is sent. */
  List<Payload> payloads(AddressTask task) {
    List<Payload> payloads = new ArrayList<>();
    switch (task) {
      case Update update -> {
        payloads.add(NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES));
        payloads.addAll(natDetection(route().path()));
        payloads.addAll(natProhibition());
        if (!others(connection.orElseThrow()).equals(announced)) {
          // = rfc4555:3.6/1
          payloads.addAll(announcement());
        }
      }
      case Announce announce -> {
        payloads.addAll(announcement());
        payloads.addAll(natProhibition());
      }
      case Check check -> {}
    }
    // = rfc4555:3.7/4
    // = rfc4555:4.2.5/1
    task.cookie().ifPresent(c -> payloads.add(NotifyPayload.of(NotifyType.COOKIE2, c)));
    return payloads;
  }

  private List<Payload> announcement() {
    announced = others(connection.orElseThrow());
    return AddressNotifications.replacement(announced);
  }

  private List<Payload> natDetection(Path path) {
    return route().natTraversal()
        ? SaInitNotifications.natDetection(
            sa.channel().initiatorSpi(),
            sa.channel().responderSpi(),
            path,
            connection.map(ConnectionConfig::forceUdpEncapsulation).orElse(false))
        : List.of();
  }

  @Clause("rfc4555:3.9/1")
  private List<Payload> natProhibition() {
    return route().natTraversal()
        ? List.of()
        : List.of(AddressNotifications.noNatsAllowed(route().path()));
  }

  /** What a sign of life is asked with: behind a NAT, whether that still sends from there. */
  @Clause("rfc4555:3.8/2")
  List<Payload> livenessPayloads() {
    return agreed && decides && route().natLocal() ? natDetection(route().path()) : List.of();
  }

  /** The peer sees us elsewhere than before: its NAT mapping has changed. */
  @Clause("rfc4555:3.8/3")
  void livenessAnswered(Message response) {
    if (!agreed || !decides || !route().natLocal()) {
      return;
    }
    Optional<Octets> now =
        response.notification(NotifyType.NAT_DETECTION_DESTINATION_IP).map(NotifyPayload::data);
    if (now.isPresent() && !now.equals(seenAs)) {
      moves++;
      updateDue = true;
    }
  }

  // Their responses.

  /** A request about addresses has been answered. */
  IkeState answered(Established state, AddressTask task, Outstanding request, Message response) {
    // = rfc4555:3.7/5
    // = rfc4555:3.7/6
    if (task.cookie().isPresent()
        && !response
            .notification(NotifyType.COOKIE2)
            .map(NotifyPayload::data)
            .equals(task.cookie())) {
      sa.offence(Offence.WRONG_COOKIE2, response.describe());
      return new Deletion(sa).begin(state, DeleteReason.PROTOCOL_ERROR, List.of());
    }
    return switch (task) {
      case Update update -> updated(state, update, request, response);
      case Announce announce -> announced(state, request, response);
      case Check check -> {
        noteReachable(request);
        yield followIfAllowed(state);
      }
    };
  }

  private Established updated(
      Established state, Update update, Outstanding request, Message response) {
    if (update.move() != moves) {
      // Addresses have changed again since: another request says so.
      return state;
    }
    if (response.notification(NotifyType.UNEXPECTED_NAT_DETECTED).isPresent()) {
      return natDetected(state);
    }
    unexpectedNats = 0;
    if (response.notification(NotifyType.UNACCEPTABLE_ADDRESSES).isPresent()) {
      return refused(state);
    }
    agreedPath = Optional.of(route().path());
    answeredFrom.ifPresent(
        from -> SaInitNotifications.learnNat(sa, response, from, connection.orElseThrow()));
    seenAs =
        response
            .notification(NotifyType.NAT_DETECTION_DESTINATION_IP)
            .map(NotifyPayload::data)
            .or(() -> seenAs);
    noteReachable(request);
    return followIfAllowed(state);
  }

  /**
   * The peer at the other end of the way receives there, unless the request went to several of its
   * addresses: then it is asked once more.
   */
  @Clause("rfc4555:3.7")
  private void noteReachable(Outstanding request) {
    InetAddress remote = route().path().remote().ip();
    if (request.paths().stream().allMatch(path -> path.remote().ip().equals(remote))) {
      reachable.add(remote);
    } else {
      checkDue = !mayUse(remote);
    }
  }

  private Established followIfAllowed(Established state) {
    Path path = route().path();
    boolean elsewhere =
        state.children().all().stream()
            .anyMatch(child ->
                !child.sa().path().equals(path)
                    || child.sa().udpEncapsulated() != route().udpEncapsulation());
    return elsewhere && mayUse(path.remote().ip())
        ? new Establishment(sa).childSasFollow(state)
        : state;
  }

  private Established natDetected(Established state) {
    // = rfc4555:3.9/3
    sa.context().count(Counter.UNEXPECTED_NATS);
    unexpectedNats++;
    if (unexpectedNats <= sa.context().config.retransmission().tries()) {
      updateDue = true;
      return state;
    }
    unexpectedNats = 0;
    return refused(state);
  }

  /** The peer does not want this pair: the next one, or the one that it had agreed to. */
  @Clause("rfc4555:3.5/2")
  private Established refused(Established state) {
    refused.add(route().path());
    Optional<Path> next = nextPair().filter(path -> !agreedPath.equals(Optional.of(path)));
    if (next.isPresent()) {
      route().moveTo(next.get());
      moves++;
      updateDue = true;
      return mayUse(next.get().remote().ip()) ? followIfAllowed(state) : state;
    }
    agreedPath
        .filter(path -> sa.context().isOurs(path.local().ip()))
        .ifPresent(path -> {
          moves++;
          route().moveTo(path);
        });
    return followIfAllowed(state);
  }

  private Established announced(Established state, Outstanding request, Message response) {
    if (response.notification(NotifyType.UNEXPECTED_NAT_DETECTED).isPresent()) {
      sa.context().count(Counter.UNEXPECTED_NATS);
      unexpectedNats++;
      announcementDue = unexpectedNats <= sa.context().config.retransmission().tries();
      return state;
    }
    unexpectedNats = 0;
    // = rfc4555:3.6/2
    announcementDue |=
        request.paths().stream().map(path -> path.local().ip()).distinct().count() > 1;
    return state;
  }

  // Requests of the peer.

  /**
   * What an INFORMATIONAL request of the peer says of addresses.
   *
   * @param answer takes what the response says of it
   */
  Established requested(Established state, Message request, Pending pending, List<Payload> answer) {
    Path from = pending.replyTo();
    // = rfc4555:3.7/4
    // = rfc4555:4.2.5/2
    request.notification(NotifyType.COOKIE2).ifPresent(answer::add);
    if (!agreed) {
      return state;
    }
    // = rfc4555:3.8/1
    if (request.notification(NotifyType.NAT_DETECTION_SOURCE_IP).isPresent()) {
      answer.addAll(natDetection(from));
    }
    boolean updates = request.notification(NotifyType.UPDATE_SA_ADDRESSES).isPresent();
    boolean announces = AddressNotifications.isAnnouncement(request);
    if ((updates || announces) && AddressNotifications.isTranslated(request, from)) {
      // = rfc4555:3.9/5
      sa.context().count(Counter.UNEXPECTED_NATS);
      answer.add(NotifyPayload.of(NotifyType.UNEXPECTED_NAT_DETECTED));
      return state;
    }
    long messageId = request.header().messageId();
    if (announces && messageId > newestAnnouncement) {
      newestAnnouncement = messageId;
      peerAddresses = addressesOf(request, from);
      peerAnnounced(from);
    }
    if (updates && !decides && messageId > newestUpdate) {
      newestUpdate = messageId;
      return peerMoved(state, request, from, answer);
    }
    return state;
  }

  /** The peer's addresses: the one from which it tells, and those that it lists. */
  private List<InetAddress> addressesOf(Message message, Path from) {
    Set<InetAddress> all = new LinkedHashSet<>();
    all.add(from.remote().ip());
    all.addAll(
        AddressNotifications.listed(
            message, () -> sa.offence(Offence.ADDRESS_NOTIFICATION_LENGTH, message.describe())));
    return List.copyOf(all);
  }

  /** Who decides goes elsewhere if the peer no longer has the address that is used. */
  private void peerAnnounced(Path from) {
    InetAddress used = route().path().remote().ip();
    if (decides && !peerAddresses.contains(used) && sa.context().isOurs(from.local().ip())) {
      route().moveTo(from);
      moves++;
      updateDue = true;
      sa.channel().sendUnansweredAgain();
    }
  }

  private Established peerMoved(
      Established state, Message request, Path from, List<Payload> answer) {
    if (!connection.orElseThrow().matches(from)) {
      sa.context().count(Counter.ADDRESSES_REFUSED);
      answer.add(NotifyPayload.of(NotifyType.UNACCEPTABLE_ADDRESSES));
      return state;
    }
    sa.context().count(Counter.ADDRESS_UPDATES);
    route().moveTo(from);
    moves++;
    SaInitNotifications.learnNat(sa, request, from, connection.orElseThrow());
    // = rfc4555:3.7/1
    checkDue = !mayUse(from.remote().ip());
    return followIfAllowed(state);
  }
}
