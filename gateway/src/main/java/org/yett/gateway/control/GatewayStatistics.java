package org.yett.gateway.control;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the gateway has run, and how busy it is.
 *
 * @param since when it started
 * @param running for how long it has run
 * @param ikeSas IKE SAs, half-open ones included
 * @param halfOpen IKE SAs that a peer began and has not yet authenticated
 * @param childSas Child SAs
 * @param workers threads that work
 * @param idleWorkers those of them that have nothing to do
 * @param queuedJobs jobs that wait for a thread
 * @param datapath what carries the packets, for example {@code tun} or {@code memory}
 */
public record GatewayStatistics(
    Instant since,
    Duration running,
    int ikeSas,
    int halfOpen,
    int childSas,
    int workers,
    int idleWorkers,
    int queuedJobs,
    String datapath) {}
