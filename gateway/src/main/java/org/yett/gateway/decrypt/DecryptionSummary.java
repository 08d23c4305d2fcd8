package org.yett.gateway.decrypt;

/**
 * What became of a capture.
 *
 * @param packets packets read
 * @param ikeMessages IKE messages that were in clear or could be opened, whole
 * @param opened those of them that were opened
 * @param reassembled those of the opened that came in fragments
 * @param sealedIke IKE datagrams that no key opens, fragments of incomplete messages among them
 * @param espPackets ESP packets
 * @param innerPackets packets taken out of them
 */
public record DecryptionSummary(
    int packets,
    int ikeMessages,
    int opened,
    int reassembled,
    int sealedIke,
    int espPackets,
    int innerPackets) {}
