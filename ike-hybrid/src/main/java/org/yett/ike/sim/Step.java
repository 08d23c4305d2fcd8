package org.yett.ike.sim;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.yett.ike.endpoint.Output;
import org.yett.ike.exchange.Transitions.Transition;
import org.yett.ike.wire.IkeHeader;

/**
 * A step of an IKE SA with what was put out.
 *
 * @param transition from which state to which
 * @param does what was put out
 */
public record Step(Transition transition, SortedSet<Act> does) {

  private static final int FLAGS_OFFSET = 19;
  private static final int RESPONSE_FLAG = 0x20;

  /** What an endpoint may put out, as far as it concerns the peer or the datapath. */
  public enum Act {
    /** Sends a request, or sends one again. */
    REQUEST,
    /** Sends a response, or sends one again. */
    RESPONSE,
    /** Asks for a job. */
    JOB,
    /** Makes an inbound SA ready, or sends on an outbound one. */
    INSTALL,
    /** Removes a Child SA, or its outbound half. */
    REMOVE
  }

  /** Copies the set. */
  public Step {
    does = Collections.unmodifiableSortedSet(new TreeSet<>(does));
  }

  static Step of(Transition transition, List<Output> outputs) {
    SortedSet<Act> does = new TreeSet<>();
    outputs.forEach(output -> does.addAll(acts(output)));
    return new Step(transition, does);
  }

  private static Set<Act> acts(Output output) {
    return switch (output) {
      case Output.Transmit transmit when transmit.content() != Output.Content.IKE -> Set.of();
      case Output.Transmit transmit when transmit.message().size() < IkeHeader.SIZE -> Set.of();
      case Output.Transmit transmit ->
          (transmit.message().u8(FLAGS_OFFSET) & RESPONSE_FLAG) != 0
              ? Set.of(Act.RESPONSE)
              : Set.of(Act.REQUEST);
      case Output.RunJob run -> Set.of(Act.JOB);
      case Output.InstallInbound install -> Set.of(Act.INSTALL);
      case Output.ActivateOutbound activate -> Set.of(Act.INSTALL);
      case Output.RemoveOutbound remove -> Set.of(Act.REMOVE);
      case Output.RemoveChildSa remove -> Set.of(Act.REMOVE);
      default -> Set.of();
    };
  }
}
