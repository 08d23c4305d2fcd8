package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * What is wrong, and what must come of it.
 *
 * @param wrong the one thing that is wrong
 * @param clause the clause that is broken
 * @param victim the host that has to react
 * @param reaction see {@link Reaction}
 * @param notifyType of {@code notify}: the Notify Message Type
 * @param reactionClause the clause that demands the reaction
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"wrong", "clause", "victim", "reaction", "notifyType", "reactionClause"})
public record Negative(
    String wrong,
    String clause,
    String victim,
    Reaction reaction,
    int notifyType,
    String reactionClause) {

  /** How a host reacts. */
  public enum Reaction {
    /** Answers with the notification, inside the IKE SA where there is one. */
    NOTIFY,
    /** Drops the message in silence; whatever it was part of may go on with a right one. */
    DROP,
    /** Gives the attempt up: nothing is established, and nothing more is sent for it. */
    ABANDON,
    /** Deletes the IKE SA, by a Delete payload in an INFORMATIONAL request. */
    DELETE,
    /** The IKE SA stands, the Child SA does not. */
    NO_CHILD_SA,
    /** Ignores what is wrong: the exchange goes on as if it were not there. */
    IGNORE
  }

  /** Nothing is absent but the notification. */
  public Negative {
    Objects.requireNonNull(wrong, "wrong");
    Objects.requireNonNull(clause, "clause");
    Objects.requireNonNull(victim, "victim");
    Objects.requireNonNull(reaction, "reaction");
    Objects.requireNonNull(reactionClause, "reactionClause");
  }
}
