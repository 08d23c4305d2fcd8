package org.yett.gateway.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.LogLine.Group;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;

/**
 * Puts what the endpoint reports into words: for the log, and for operators who listen. Runs on the
 * endpoint's thread.
 */
final class EventJournal {

  private final Map<IkeSaId, String> connections = new ConcurrentHashMap<>();
  private final Consumer<LogLine> listeners;

  /**
   * @param listeners told every line besides the log
   */
  EventJournal(Consumer<LogLine> listeners) {
    this.listeners = listeners;
  }

  /** Writes an event down. */
  void record(Event event) {
    switch (event) {
      case Event.ExchangeTrace trace -> line(Group.NET, 2, trace.ikeSa(), describe(trace));
      case Event.IkeSaStarted started -> {
        started.connection().ifPresent(name -> connections.put(started.ikeSa(), name));
        line(
            Group.IKE,
            1,
            started.ikeSa(),
            "IKE_SA %s[%s] begins as %s, %s"
                .formatted(
                    started.connection().orElse("(unnamed)"),
                    started.ikeSa(),
                    started.side().name().toLowerCase(java.util.Locale.ROOT),
                    started.path()));
      }
      case Event.IkeSaEstablished up -> {
        connections.put(up.ikeSa(), up.connection());
        line(
            Group.IKE,
            0,
            up.ikeSa(),
            "IKE_SA %s[%s] established between %s[%s]...%s[%s], %s, protected by %s"
                .formatted(
                    up.connection(),
                    up.ikeSa(),
                    up.path().local().ip().getHostAddress(),
                    up.ours(),
                    up.path().remote().ip().getHostAddress(),
                    up.peer(),
                    up.suite(),
                    up.posture().keyExchanges()));
      }
      case Event.ChildSaEstablished up ->
          line(
              Group.CHD,
              0,
              up.ikeSa(),
              "CHILD_SA %s{%s} established with SPIs %08x_i %08x_o and TS %s === %s, %s"
                  .formatted(
                      up.name(),
                      up.childSa(),
                      up.inboundSpi(),
                      up.outboundSpi(),
                      up.localSelectors(),
                      up.remoteSelectors(),
                      up.suite()));
      case Event.IkeSaRekeyed rekeyed -> {
        connections.put(rekeyed.successor(), rekeyed.connection());
        line(
            Group.IKE,
            0,
            rekeyed.ikeSa(),
            "IKE_SA %s[%s] rekeyed: IKE_SA %s[%s] takes over, %s, protected by %s"
                .formatted(
                    rekeyed.connection(),
                    rekeyed.ikeSa(),
                    rekeyed.connection(),
                    rekeyed.successor(),
                    rekeyed.suite(),
                    rekeyed.posture().keyExchanges()));
      }
      case Event.ChildSaRekeyed rekeyed ->
          line(
              Group.CHD,
              0,
              rekeyed.ikeSa(),
              "CHILD_SA %s{%s} rekeyed: CHILD_SA %s{%s} takes over"
                  .formatted(
                      rekeyed.name(), rekeyed.childSa(), rekeyed.name(), rekeyed.successor()));
      case Event.RekeyingFailed failed ->
          line(
              failed.childSa().isPresent() ? Group.CHD : Group.IKE,
              0,
              failed.ikeSa(),
              "rekeying%s failed: %s"
                  .formatted(
                      failed.childSa().map(id -> " of CHILD_SA {" + id + "}").orElse(""),
                      failed.reason()));
      case Event.InternalError error ->
          line(Group.IKE, 0, error.ikeSa(), "internal error: " + error.detail());
      case Event.ChildSaFailed failed ->
          line(
              Group.CHD,
              0,
              failed.ikeSa(),
              "CHILD_SA %s not established: %s"
                  .formatted(failed.child().orElse("(unnamed)"), failed.reason()));
      case Event.IkeSaFailed failed -> {
        line(
            Group.IKE,
            0,
            failed.ikeSa(),
            "IKE_SA [%s] not established: %s: %s"
                .formatted(failed.ikeSa(), failed.reason(), failed.detail()));
        connections.remove(failed.ikeSa());
      }
      case Event.AuthenticationFailed failed ->
          line(
              Group.IKE,
              0,
              failed.ikeSa(),
              "authentication of %s %s: %s"
                  .formatted(
                      failed.peer().map(Object::toString).orElse("the peer"),
                      failed.byPeer() ? "was refused by it" : "failed",
                      failed.detail()));
      case Event.NegotiationRefused refused ->
          line(Group.CFG, 0, refused.ikeSa(), "no proposal chosen: " + refused.explanation());
      case Event.ProtocolOffence offence ->
          line(
              Group.ENC,
              1,
              offence.ikeSa(),
              "%s from %s: %s"
                  .formatted(offence.offence(), offence.path().remote(), offence.detail()));
      case Event.IkeSaDeleted deleted -> {
        line(
            Group.IKE,
            0,
            deleted.ikeSa(),
            "IKE_SA %s[%s] deleted: %s"
                .formatted(deleted.connection(), deleted.ikeSa(), deleted.reason()));
        connections.remove(deleted.ikeSa());
      }
      case Event.ChildSaDeleted deleted ->
          line(
              Group.CHD,
              0,
              deleted.ikeSa(),
              "CHILD_SA %s{%s} deleted: %s"
                  .formatted(deleted.name(), deleted.childSa(), deleted.reason()));
      case Event.PeerAlive alive -> line(Group.IKE, 2, alive.ikeSa(), "the peer is alive");
      case Event.PeerMoved moved ->
          line(
              Group.KNL,
              0,
              moved.ikeSa(),
              "the IKE SA moved from %s to %s".formatted(moved.from(), moved.to()));
      case Event.PuzzleReceived puzzle ->
          line(
              Group.IKE,
              puzzle.attempted() ? 1 : 0,
              puzzle.ikeSa(),
              "the responder asks for a puzzle of %s, which is %s"
                  .formatted(
                      puzzle.difficulty() == 0 ? "our choice" : puzzle.difficulty() + " bits",
                      puzzle.attempted() ? "attempted" : "harder than is allowed here"));
      case Event.Redirected redirected ->
          line(
              Group.IKE,
              0,
              redirected.ikeSa(),
              "the peer sends us to gateway %s: %s"
                  .formatted(redirected.to(), redirected.detail()));
      case Event.CommandFinished finished -> {
        // Whoever gave the command is told the outcome itself.
      }
    }
  }

  /** Writes something down that no SA is concerned in. */
  void note(Group group, int level, String text) {
    write(LogLine.of(group, level, text));
  }

  private void line(Group group, int level, IkeSaId ikeSa, String text) {
    line(group, level, Optional.of(ikeSa), text);
  }

  private void line(Group group, int level, Optional<IkeSaId> ikeSa, String text) {
    write(
        new LogLine(
            group,
            level,
            ikeSa.map(connections::get),
            ikeSa.map(id -> OptionalLong.of(id.value())).orElseGet(OptionalLong::empty),
            text));
  }

  private void write(LogLine line) {
    Logger logger = LoggerFactory.getLogger("org.yett." + line.group());
    logger
        .atLevel(line.level() <= 1 ? Level.INFO : Level.DEBUG)
        .log("{}{}", prefix(line), line.text());
    listeners.accept(line);
  }

  private static String prefix(LogLine line) {
    return line.connection()
        .map(name ->
            line.ikeSa().isPresent()
                ? "<" + name + "|" + line.ikeSa().getAsLong() + "> "
                : "<" + name + "> ")
        .orElse("");
  }

  private static String describe(Event.ExchangeTrace trace) {
    return "%s %s %s %d, %d octets%s%s, %s"
        .formatted(
            trace.direction() == Event.Direction.SENT ? "sent" : "received",
            trace.exchange(),
            trace.response() ? "response" : "request",
            trace.messageId(),
            trace.bytes(),
            trace.datagrams() > 1 ? " in " + trace.datagrams() + " fragments" : "",
            trace.repeated() ? " again" : "",
            trace.path());
  }
}
