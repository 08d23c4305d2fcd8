/**
 * What proves a clause: citations in the sources, results of runs that happened, and the evidence
 * that follows from both.
 */
package org.yett.spec.evidence;
