package org.yett.gateway.datapath;

/**
 * What a Child SA has carried.
 *
 * @param inboundPackets packets received and delivered
 * @param inboundBytes octets of these, inner headers included
 * @param outboundPackets packets sent
 * @param outboundBytes octets of these before encryption
 * @param lastInboundNanos {@link System#nanoTime} when traffic was last seen to have come in; 0 if
 *     never
 * @param lastOutboundNanos the same for traffic that went out
 * @param badIcv packets whose integrity check failed
 * @param replayed packets with a sequence number that was used before or is too old
 * @param malformed packets that are no well-formed ESP, or whose content is not
 * @param selectorMismatch authentic packets outside the negotiated selectors
 */
public record SaTraffic(
    long inboundPackets,
    long inboundBytes,
    long outboundPackets,
    long outboundBytes,
    long lastInboundNanos,
    long lastOutboundNanos,
    long badIcv,
    long replayed,
    long malformed,
    long selectorMismatch) {}
