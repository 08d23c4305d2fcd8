package org.yett.ike.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.scenario.Collided.Left;
import org.yett.ike.sim.scenario.Trouble.Fate;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/**
 * One end does something to an SA while the other one does something else that concerns it, whoever
 * does which, and with every message lost or late (RFC 7296 2.25.1, 2.25.2).
 */
final class MeetingScenarios {

  private MeetingScenarios() {}

  /**
   * Two acts that meet.
   *
   * @param errors what is answered when they meet on the way
   * @param deletes whether the Delete is answered by one
   */
  private record Meeting(Act one, Act other, Left left, Set<NotifyType> errors, boolean deletes) {
    private String hyphenated() {
      return one.hyphenated() + "-meets-" + other.hyphenated();
    }
  }

  private static final Set<NotifyType> NO_ERROR = Set.of();
  private static final Set<NotifyType> NOT_NOW = Set.of(NotifyType.TEMPORARY_FAILURE);

  private static final List<Meeting> MEETINGS =
      List.of(
          new Meeting(Act.REKEY_CHILD, Act.DELETE_CHILD, Left.IKE_SA, NOT_NOW, true),
          new Meeting(Act.REKEY_CHILD, Act.REKEY_IKE, Left.TUNNEL, NOT_NOW, true),
          new Meeting(Act.REKEY_CHILD, Act.DELETE_IKE, Left.NOTHING, NOT_NOW, false),
          new Meeting(Act.REKEY_CHILD, Act.CREATE_CHILD, Left.TWO_CHILDREN, NO_ERROR, true),
          new Meeting(Act.CREATE_CHILD, Act.REKEY_IKE, Left.TWO_CHILDREN, NOT_NOW, false),
          new Meeting(Act.CREATE_CHILD, Act.DELETE_IKE, Left.NOTHING, NOT_NOW, false),
          new Meeting(Act.CREATE_CHILD, Act.DELETE_CHILD, Left.TUNNEL, NO_ERROR, true),
          new Meeting(Act.REKEY_IKE, Act.DELETE_CHILD, Left.IKE_SA, NOT_NOW, true),
          new Meeting(Act.REKEY_IKE, Act.DELETE_IKE, Left.NOTHING, NOT_NOW, false),
          new Meeting(Act.DELETE_CHILD, Act.DELETE_IKE, Left.NOTHING, NO_ERROR, false));

  static final List<Scenario> ALL = all();

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Meeting meeting : MEETINGS) {
      for (boolean several : new boolean[] {false, true}) {
        for (End end : End.values()) {
          all.add(scenario(meeting, end, several, Optional.empty()));
        }
        troubles(meeting)
            .forEach(trouble ->
                all.add(scenario(meeting, End.INITIATOR, several, Optional.of(trouble))));
      }
    }
    return List.copyOf(all);
  }

  private static Stream<Trouble> troubles(Meeting meeting) {
    return Stream.concat(
        Trouble.inExchange(exchange(meeting.one()), End.INITIATOR, Fate.LOST, Fate.LATE),
        Trouble.inExchange(exchange(meeting.other()), End.RESPONDER, Fate.LOST, Fate.LATE));
  }

  private static ExchangeType exchange(Act act) {
    return act == Act.DELETE_CHILD || act == Act.DELETE_IKE
        ? ExchangeType.INFORMATIONAL
        : ExchangeType.CREATE_CHILD_SA;
  }

  private static Scenario scenario(
      Meeting meeting, End end, boolean several, Optional<Trouble> trouble) {
    return new Scenario(
        Collided.named(
            meeting.hyphenated()
                + (end == End.RESPONDER ? "-swapped" : "")
                + trouble.map(t -> "-" + t.hyphenated()).orElse(""),
            several),
        "The "
            + end.word()
            + " "
            + meeting.one().words()
            + " while the "
            + end.other().word()
            + " "
            + meeting.other().words()
            + "."
            + trouble.map(t -> " " + t.words()).orElse(""),
        stage -> {
          Pair pair = Collided.established(stage, several);
          trouble.ifPresent(t -> t.befall(pair));
          meeting.one().by(pair, end.of(pair));
          meeting.other().by(pair, end.other().of(pair));
          Collided.expect(stage, pair, meeting.left(), trouble.isPresent());
          if (trouble.isEmpty()) {
            stage.expectEqual(meeting.errors(), Collided.errors(pair), "errors that are answered");
            stage.expectEqual(
                meeting.deletes(),
                Stream.of(pair.initiator(), pair.responder())
                    .anyMatch(host -> Collided.deletesInAnswer(pair, host)),
                "whether a Delete payload answers one");
          }
        });
  }
}
