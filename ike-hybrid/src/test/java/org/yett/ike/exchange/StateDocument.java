package org.yett.ike.exchange;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yett.ike.exchange.Transitions.Cause;

/**
 * The document that shows the states.
 *
 * @param states in the order of life
 * @param handled how each treats each input, as the sources say
 * @param seen what came of it
 */
record StateDocument(
    List<String> states,
    Map<String, Map<Cause, StateSources.Handling>> handled,
    Map<String, Map<Cause, StateTableTest.Seen>> seen) {

  private static final List<Cause> OTHERS =
      List.of(Cause.MALFORMED_REQUEST, Cause.MALFORMED_RESPONSE, Cause.TERMINATE, Cause.DROP);

  String text() throws IOException {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # States of an IKE SA

        Written by `StateTableTest`, which fails when this page and the engine differ. What each \
        state does with each input is read from the sources, where the switch over inputs is \
        exhaustive; where it leads is what all scenarios (`./yett sim --list`) and the random \
        schedules have shown; what they show and this page does not fails the test.

        ## States

        """);
    Map<String, String> meanings = StateSources.meanings();
    for (String state : states) {
      out.append("- **").append(state).append("**: ").append(meanings.get(state)).append("\n");
    }
    out.append("\n## Moves\n\n```mermaid\nstateDiagram-v2\n");
    moves()
        .forEach((move, causes) ->
            out.append("  ")
                .append(move)
                .append(" : ")
                .append(String.join(", ", causes))
                .append("\n"));
    out.append("```\n\n## Inputs\n\n");
    out.append(
        """
        `impossible`: cannot reach the state, and throws if it does. `ignored`: the state stays as \
        it is. `unseen`: handled, but no run has shown it. Otherwise where it leads, and what is \
        done: a request or response sent, a job asked for, a Child SA installed or removed.

        """);
    table(out, StateSources.INPUTS);
    out.append(
        """

        ## Malformed messages, and ends on command

        `unseen`: no run has shown it.

        """);
    table(out, OTHERS);
    return out.toString();
  }

  private Map<String, TreeSet<String>> moves() {
    Map<String, TreeSet<String>> moves = new TreeMap<>();
    seen.forEach((from, causes) ->
        causes.forEach((cause, what) ->
            what.next.stream()
                .filter(to -> !to.equals(from))
                .forEach(to ->
                    moves
                        .computeIfAbsent(
                            (from.equals("Gone") ? "[*]" : from)
                                + " --> "
                                + (to.equals("Gone") ? "[*]" : to),
                            m -> new TreeSet<>())
                        .add(words(cause)))));
    return moves;
  }

  private static String words(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void table(StringBuilder out, List<Cause> causes) {
    out.append("| State |");
    causes.forEach(cause -> out.append(' ').append(words(cause)).append(" |"));
    out.append("\n|---|").append("---|".repeat(causes.size())).append("\n");
    for (String state : states) {
      out.append("| ").append(state).append(" |");
      causes.forEach(cause -> out.append(' ').append(cell(state, cause)).append(" |"));
      out.append("\n");
    }
  }

  private String cell(String state, Cause cause) {
    StateSources.Handling handling = handled.getOrDefault(state, Map.of()).get(cause);
    StateTableTest.Seen what = seen.getOrDefault(state, Map.of()).get(cause);
    if (handling == StateSources.Handling.IMPOSSIBLE) {
      return "impossible";
    } else if (handling == StateSources.Handling.IGNORED) {
      return "ignored";
    } else if (what == null) {
      return "unseen";
    }
    String next = String.join(", ", what.next);
    return what.acts.isEmpty()
        ? next
        : next
            + " ("
            + what.acts.stream()
                .map(act -> act.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ")";
  }
}
