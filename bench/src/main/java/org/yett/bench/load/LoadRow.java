package org.yett.bench.load;

/**
 * What one step gave.
 *
 * @param suite key exchanges
 * @param phase handshakes or rekey
 * @param standing IKE SAs that stand at its end
 * @param load what the initiator saw
 * @param responderCpuMicros CPU of the gateway for each, in microseconds
 * @param heapOctets heap of the gateway for each IKE SA that stands with its Child SA, in octets;
 *     NaN where it was not asked
 */
public record LoadRow(
    String suite,
    String phase,
    int standing,
    LoadResult load,
    double responderCpuMicros,
    double heapOctets) {

  /** CPU of the initiator for each, in microseconds. */
  public double initiatorCpuMicros() {
    return load.cpuSeconds() * 1e6 / Math.max(1, load.established());
  }
}
