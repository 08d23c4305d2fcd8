package org.yett.bench.live;

import org.yett.bench.cost.CostResult;
import org.yett.bench.stat.Interval;

/**
 * A cell as it was in real namespaces and in virtual time.
 *
 * @param suite key exchanges
 * @param path the way
 * @param runs handshakes in the namespaces
 * @param failed of which did not come about
 * @param median milliseconds, in the namespaces
 * @param interval of that median, 95 %
 * @param p95 milliseconds, in the namespaces
 * @param octetsOut octets of IP packets from the initiator, the median
 * @param octetsBack octets of IP packets to the initiator, the median
 * @param packets IP packets of both directions, the median
 * @param simulated the same cell in virtual time
 */
public record LiveRow(
    String suite,
    String path,
    int runs,
    int failed,
    double median,
    Interval interval,
    double p95,
    double octetsOut,
    double octetsBack,
    double packets,
    CostResult simulated) {

  /** By how much the median in the namespaces is above that in virtual time, in milliseconds. */
  public double difference() {
    return median - simulated.median();
  }

  /** The same as a part of the median in virtual time. */
  public double relative() {
    return difference() / simulated.median();
  }

  /** By how many octets more went over the real link, both directions. */
  public double octetDifference() {
    return octetsOut + octetsBack - simulated.octets();
  }
}
