package org.yett.bench.cost;

import org.yett.bench.stat.Interval;

/**
 * What the runs of a cell gave. Times are from the command until the initiator's Child SA stands,
 * over all runs, with those that failed as endless: a percentile that falls among them is NaN.
 *
 * @param cell the cell
 * @param seed of the first run; each further one has the next
 * @param runs how many
 * @param failed how many did not come about
 * @param failure the probability of that, 95 %, after Wilson
 * @param median milliseconds
 * @param p95 milliseconds
 * @param p99 milliseconds
 * @param octetsOut octets of IP packets from the initiator, the median
 * @param octetsBack octets of IP packets to the initiator, the median
 * @param datagramsOut datagrams from the initiator, the median
 * @param datagramsBack datagrams to the initiator, the median
 * @param amplification octets that the responder has sent for each that it has received, before
 *     IKE_AUTH proves who the initiator is; the largest of all runs
 * @param cpuInitiator microseconds of CPU, the mean
 * @param cpuResponder microseconds of CPU, the mean
 */
public record CostResult(
    CostCell cell,
    long seed,
    int runs,
    int failed,
    Interval failure,
    double median,
    double p95,
    double p99,
    double octetsOut,
    double octetsBack,
    double datagramsOut,
    double datagramsBack,
    double amplification,
    double cpuInitiator,
    double cpuResponder) {

  /** Octets of both directions. */
  public double octets() {
    return octetsOut + octetsBack;
  }

  /** Datagrams of both directions. */
  public double datagrams() {
    return datagramsOut + datagramsBack;
  }
}
