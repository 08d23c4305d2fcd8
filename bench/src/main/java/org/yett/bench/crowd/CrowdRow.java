package org.yett.bench.crowd;

import org.yett.bench.stat.Interval;

/**
 * What IKE SAs cost a responder that holds so many.
 *
 * @param standing IKE SAs, each with one Child SA
 * @param establishedOctets heap for each of them, its keys included
 * @param halfOpenOctets heap for each half-open one, if there are as many of them
 * @param responderMicros CPU of the responder for one handshake more, the median
 * @param responder its interval, 95 %
 * @param initiatorMicros CPU of the initiator for it, the median
 * @param ratio responder CPU as a multiple of that at the smallest number, median of the rounds
 * @param ratioInterval its interval, 95 %
 */
public record CrowdRow(
    int standing,
    double establishedOctets,
    double halfOpenOctets,
    double responderMicros,
    Interval responder,
    double initiatorMicros,
    double ratio,
    Interval ratioInterval) {}
