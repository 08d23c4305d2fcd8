package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.Transform;
import org.yett.ike.wire.TransformAttribute;
import org.yett.spec.Clause;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformType;

/**
 * A proposal as received, with what is understood of it. A Transform Type that is not understood
 * makes the proposal unacceptable; a Transform ID or attribute that is not, that transform alone
 * (RFC 7296 3.3.6).
 *
 * @param wire the proposal as received
 * @param understood the transforms that are understood, by type, in the sender's order; a type all
 *     of whose transforms are not understood has an empty list
 * @param unknownTypes the Transform Types that are unknown, or have no meaning for the protocol
 */
record ReceivedProposal(
    Proposal wire,
    SortedMap<TransformType, List<Algorithm>> understood,
    SequencedSet<TransformType> unknownTypes) {

  @Clause("rfc7296:3.3.6/6")
  @Clause("rfc7296:3.3.6/7")
  static ReceivedProposal of(Proposal wire) {
    TreeMap<TransformType, List<Algorithm>> understood = Suite.newMap();
    SequencedSet<TransformType> unknown = new LinkedHashSet<>();
    for (Transform transform : wire.transforms()) {
      if (PolicyProposal.isUsedIn(wire.protocol(), transform.type())) {
        List<Algorithm> algorithms =
            understood.computeIfAbsent(transform.type(), _ -> new ArrayList<>());
        algorithm(transform).filter(a -> !algorithms.contains(a)).ifPresent(algorithms::add);
      } else {
        unknown.add(transform.type());
      }
    }
    return new ReceivedProposal(
        wire,
        Collections.unmodifiableSortedMap(understood),
        Collections.unmodifiableSequencedSet(unknown));
  }

  /**
   * What a transform proposes; empty if it has attributes that are not understood: another type
   * than Key Length, two of it, or Key Length in the variable format.
   */
  @Clause("rfc7296:3.3.5")
  @Clause("rfc7296:3.3.6/7")
  @Clause("rfc7296:3.3/9")
  static Optional<Algorithm> algorithm(Transform transform) {
    OptionalInt keyLength = OptionalInt.empty();
    for (TransformAttribute attribute : transform.attributes()) {
      if (attribute instanceof TransformAttribute.Fixed(TransformAttributeType type, int value)
          && type.equals(TransformAttributeType.KEY_LENGTH)
          && keyLength.isEmpty()
          && value > 0) {
        keyLength = OptionalInt.of(value);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Algorithm(transform.id(), keyLength));
  }

  /** Whether there are transforms of this type. */
  boolean has(TransformType type) {
    return understood.containsKey(type);
  }

  boolean hasAdditionalKeyExchanges() {
    return understood.keySet().stream().anyMatch(TransformType::isAdditionalKeyExchange);
  }

  /** The transforms of a type as a reader wants to see them, those not understood included. */
  List<String> describe(TransformType type) {
    return wire.transforms().stream()
        .filter(transform -> transform.type().equals(type))
        .map(transform ->
            algorithm(transform).map(Algorithm::toString).orElseGet(transform::describe))
        .distinct()
        .toList();
  }

  /** The transform that carries an algorithm, as received. */
  Optional<Transform> transform(TransformType type, Algorithm algorithm) {
    return wire.transforms().stream()
        .filter(transform -> transform.type().equals(type))
        .filter(transform -> algorithm(transform).filter(algorithm::equals).isPresent())
        .findFirst();
  }
}
