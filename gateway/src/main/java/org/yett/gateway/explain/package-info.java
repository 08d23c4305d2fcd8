/**
 * Where two ends that ought to have the same keys part: derivations read from key logs, ours and
 * others', compared step by step.
 */
package org.yett.gateway.explain;
