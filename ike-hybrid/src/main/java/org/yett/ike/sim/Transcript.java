package org.yett.ike.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened in a simulation, in order, to be read. */
public final class Transcript {

  /** What a line tells of. */
  public enum Kind {
    /** A datagram leaves a host. */
    SENT,
    /** A datagram does not arrive as it was sent. */
    LINK,
    /** A datagram arrives at a host. */
    ARRIVED,
    /** A host tells of an event. */
    EVENT,
    /** An IKE SA of a host goes to another state. */
    STATE,
    /** A host derives keys. */
    KEYS,
    /** A host changes its Child SAs. */
    CHILD_SA,
    /** Something done by the scenario. */
    SCENARIO
  }

  /**
   * A line.
   *
   * @param at from the start of the simulation
   * @param kind what it tells of
   * @param who the host, or both hosts
   * @param text what
   */
  public record Line(Duration at, Kind kind, String who, String text) {
    @Override
    public String toString() {
      String millis = String.format(Locale.ROOT, "%12.3f ms", at.toNanos() / 1e6);
      return millis + "  " + mark() + " " + who + ": " + text;
    }

    private String mark() {
      return switch (kind) {
        case SENT -> "->";
        case LINK -> "~~";
        case ARRIVED -> "<-";
        case EVENT -> "  ";
        case STATE -> "::";
        case KEYS -> "**";
        case CHILD_SA -> "++";
        case SCENARIO -> "==";
      };
    }
  }

  private final List<Line> lines = new ArrayList<>();

  Transcript() {}

  void add(Duration at, Kind kind, String who, String text) {
    lines.add(new Line(at, kind, who, text));
  }

  /** All lines so far. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** The lines of one kind. */
  public List<Line> lines(Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind).toList();
  }

  /** One line of text for each line. */
  @Override
  public String toString() {
    return lines.stream().map(Line::toString).collect(Collectors.joining("\n", "", "\n"));
  }
}
