package org.yett.bench.load;

/**
 * What a load came to.
 *
 * @param established handshakes that came about
 * @param failed those that did not
 * @param seconds from the first command to the last answer
 * @param cpuSeconds of the initiator's thread, jobs included
 * @param datagrams sent
 */
public record LoadResult(
    int established, int failed, double seconds, double cpuSeconds, long datagrams) {

  /** Handshakes in a second. */
  public double rate() {
    return established / seconds;
  }
}
