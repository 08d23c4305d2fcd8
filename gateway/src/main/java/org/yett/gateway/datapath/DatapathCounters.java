package org.yett.gateway.datapath;

/**
 * What the datapath has counted since it began.
 *
 * @param unknownSpi ESP packets with an SPI that is not ours
 * @param malformed ESP packets that are too short or otherwise malformed
 * @param badIcv ESP packets whose integrity check failed
 * @param replayed ESP packets with a sequence number that was used before or is too old
 * @param selectorMismatch authentic packets outside the negotiated selectors
 * @param noOutboundSa packets into a tunnel for which there is no SA
 * @param sendErrors ESP packets that the system refused to send
 */
public record DatapathCounters(
    long unknownSpi,
    long malformed,
    long badIcv,
    long replayed,
    long selectorMismatch,
    long noOutboundSa,
    long sendErrors) {}
