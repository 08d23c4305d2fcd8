package org.yett.gateway.explain;

import java.util.List;
import org.yett.ike.wire.Octets;

/**
 * The first value in which two logs differ.
 *
 * @param ours the step in the first log
 * @param theirs the step in the second
 * @param quantity the value
 * @param first it in the first log
 * @param second it in the second
 * @param same the values of this step before it that both logs show, and that are the same
 * @param clause where the formula stands
 * @param formula the formula
 * @param words what that means
 */
record Mismatch(
    Derivation ours,
    Derivation theirs,
    Quantity quantity,
    Octets first,
    Octets second,
    List<Quantity> same,
    String clause,
    String formula,
    String words) {}
