package org.yett.ike.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;

/**
 * Makes a violating peer of a good one: changes messages between composing and sealing, so that
 * they are wrong and authentic. Retransmissions repeat what was sent first.
 */
public final class Tampering implements OutgoingSeam {

  private record Rule(Predicate<Draft> where, int ordinal, UnaryOperator<Draft> edit) {}

  private final List<Rule> rules = new ArrayList<>();
  private final List<Integer> seen = new ArrayList<>();
  private int applied;

  /** Leaves every message as it is, so far. */
  public Tampering() {}

  /**
   * Edits messages of an exchange.
   *
   * @param exchange the exchange
   * @param response whether its responses, or its requests
   * @param ordinal which of those that this host sends, from 1; 0 for each
   * @param edit makes the message that is sent instead
   */
  public Tampering on(
      ExchangeType exchange, boolean response, int ordinal, UnaryOperator<Draft> edit) {
    rules.add(
        new Rule(
            draft ->
                draft.header().exchangeType().equals(exchange)
                    && draft.header().isResponse() == response,
            ordinal,
            edit));
    seen.add(0);
    return this;
  }

  /** How many messages were edited. */
  public int applied() {
    return applied;
  }

  @Override
  public Draft edit(Draft draft) {
    Draft edited = draft;
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.where().test(draft)) {
        int number = seen.get(i) + 1;
        seen.set(i, number);
        if (rule.ordinal() == 0 || rule.ordinal() == number) {
          edited = rule.edit().apply(edited);
          applied++;
        }
      }
    }
    return edited;
  }

  /** Replaces each payload of a kind; an empty list drops it, a longer one adds to it. */
  public static <P extends Payload> UnaryOperator<Draft> replacing(
      Class<P> kind, Function<P, List<? extends Payload>> replacement) {
    return draft -> {
      UnaryOperator<List<Payload>> edit =
          payloads -> {
            List<Payload> edited = new ArrayList<>();
            for (Payload payload : payloads) {
              if (kind.isInstance(payload)) {
                edited.addAll(replacement.apply(kind.cast(payload)));
              } else {
                edited.add(payload);
              }
            }
            return edited;
          };
      return new Draft(
          draft.header(),
          edit.apply(draft.clear()),
          edit.apply(draft.inner()),
          draft.isProtected());
    };
  }

  /** Adds a payload at the end: inside the Encrypted payload if there is one. */
  public static UnaryOperator<Draft> adding(Payload payload) {
    return draft -> {
      List<Payload> edited = new ArrayList<>(draft.isProtected() ? draft.inner() : draft.clear());
      edited.add(payload);
      return draft.isProtected()
          ? new Draft(draft.header(), draft.clear(), edited, true)
          : new Draft(draft.header(), edited, draft.inner(), false);
    };
  }

  /** Drops each payload of a kind that is so. */
  public static <P extends Payload> UnaryOperator<Draft> dropping(
      Class<P> kind, Predicate<P> which) {
    return replacing(kind, payload -> which.test(payload) ? List.of() : List.of(payload));
  }

  /** Whether a message has a payload of this kind; for reading back what was sent. */
  public static boolean has(Message message, Class<? extends Payload> kind) {
    return message.payloads().stream().anyMatch(kind::isInstance);
  }
}
