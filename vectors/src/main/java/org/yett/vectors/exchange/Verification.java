package org.yett.vectors.exchange;

import java.util.ArrayList;
import java.util.List;

/** Checks a vector: played again by both hosts, and by each against what is recorded. */
public final class Verification {

  private static final int MOST = 20;

  private Verification() {}

  /**
   * What is wrong with a vector, at most {@value #MOST} lines, each with the path in the document,
   * what was expected and found, and the clause; empty if nothing is.
   */
  public static List<String> problems(ExchangeVector vector) {
    List<String> problems = new ArrayList<>();
    try {
      ExchangeVector repeated = Performance.repeat(vector);
      Difference.between(repeated, vector).forEach(found -> problems.add(found.toString()));
      problems.addAll(Reactions.problems(repeated));
      if (problems.isEmpty()) {
        replay(vector, problems);
      }
    } catch (VectorMismatchException e) {
      problems.add(e.getMessage());
    } catch (RuntimeException e) {
      // A document may be wrong in more ways than a schema can tell: whatever the engines make of
      // it, the other documents are still to be checked.
      problems.add(
          "/: expected a set-up that can be played, found %s (%s)"
              .formatted(
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(),
                  vector.clauses().getFirst()));
    }
    if (problems.size() > MOST) {
      int more = problems.size() - MOST;
      List<String> first = new ArrayList<>(problems.subList(0, MOST));
      first.add("and " + more + " more");
      return List.copyOf(first);
    }
    return List.copyOf(problems);
  }

  private static void replay(ExchangeVector vector, List<String> problems) {
    for (String host : List.of(Host.INITIATOR, Host.RESPONDER)) {
      List<DatagramValue> expected =
          vector.datagrams().stream().filter(datagram -> datagram.from().equals(host)).toList();
      List<DatagramValue> sent = Performance.replay(vector, host);
      for (int i = 0; i < Math.max(expected.size(), sent.size()); i++) {
        String wanted = i < expected.size() ? expected.get(i).octets() : "nothing";
        String got = i < sent.size() ? sent.get(i).octets() : "nothing";
        if (!wanted.equals(got)) {
          int at = Difference.firstDifference(wanted, got);
          String path =
              i < expected.size() ? "/datagrams/" + (expected.get(i).number() - 1) : "/datagrams";
          problems.add(
              "%s: replayed as %s, expected %s, found %s (%s)"
                  .formatted(
                      path,
                      host,
                      Difference.brief(wanted, at),
                      Difference.brief(got, at),
                      vector.clauses().getFirst()));
        }
      }
    }
  }
}
