package org.yett.vectors.exchange;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Whether the victim of a negative vector has reacted as the clause demands. */
final class Reactions {

  private static final int NOTIFY = 41;
  private static final int DELETE = 42;
  private static final int FIRST_ERROR_LIMIT = 16384;

  private Reactions() {}

  /** What is not as demanded; empty if the vector is positive. */
  static List<String> problems(ExchangeVector vector) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < vector.negative().size(); i++) {
      Negative negative = vector.negative().get(i);
      String shortfall = shortfall(vector, negative);
      if (!shortfall.isEmpty()) {
        problems.add(
            "/negative/%d/reaction: expected %s of the %s, found %s (%s)"
                .formatted(
                    i,
                    negative.reaction()
                        + (negative.notifyType() == 0 ? "" : " " + negative.notifyType()),
                    negative.victim(),
                    shortfall,
                    negative.reactionClause()));
      }
    }
    return problems;
  }

  private static String shortfall(ExchangeVector vector, Negative negative) {
    OutcomeValue victim = outcome(vector, negative.victim());
    return switch (negative.reaction()) {
      case NOTIFY ->
          notifications(vector, negative.victim()).contains(negative.notifyType())
              ? ""
              : "notifications " + notifications(vector, negative.victim());
      case DROP -> victim.offences().isEmpty() ? "no complaint" : errors(vector, negative.victim());
      case ABANDON -> victim.ikeSas() == 0 && victim.childSas() == 0 ? "" : "an established IKE SA";
      case DELETE ->
          victim.ikeSas() == 0 && sends(vector, negative.victim(), DELETE)
              ? ""
              : "no Delete, or an IKE SA that stands";
      case NO_CHILD_SA ->
          victim.ikeSas() == 1 && victim.childSas() == 0
              ? ""
              : victim.ikeSas() + " IKE SAs, " + victim.childSas() + " Child SAs";
      case IGNORE ->
          victim.ikeSas() == 1
                  && victim.childSas() >= 1
                  && errors(vector, negative.victim()).isEmpty()
              ? ""
              : "%d IKE SAs, %d Child SAs %s"
                  .formatted(victim.ikeSas(), victim.childSas(), errors(vector, negative.victim()));
    };
  }

  private static OutcomeValue outcome(ExchangeVector vector, String host) {
    return vector.outcome().stream()
        .filter(outcome -> outcome.host().equals(host))
        .findFirst()
        .orElseThrow();
  }

  private static String errors(ExchangeVector vector, String host) {
    List<Integer> errors =
        notifications(vector, host).stream().filter(type -> type < FIRST_ERROR_LIMIT).toList();
    return errors.isEmpty() ? "" : "error notifications " + errors;
  }

  private static List<Integer> notifications(ExchangeVector vector, String host) {
    List<Integer> types = new ArrayList<>();
    for (MessageValue message : vector.messages()) {
      if (message.from().equals(host)) {
        byte[] plain = HexFormat.of().parseHex(message.plain());
        for (MessageValue.PayloadValue payload : message.payloads()) {
          if (payload.type() == NOTIFY && payload.length() >= 8) {
            int at = payload.offset() + 6;
            types.add((plain[at] & 0xff) << 8 | (plain[at + 1] & 0xff));
          }
        }
      }
    }
    return types;
  }

  private static boolean sends(ExchangeVector vector, String host, int type) {
    return vector.messages().stream()
        .anyMatch(message ->
            message.from().equals(host)
                && message.payloads().stream().anyMatch(payload -> payload.type() == type));
  }
}
