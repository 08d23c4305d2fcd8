package org.yett.gateway.capture;

/**
 * A UDP datagram.
 *
 * @param sourcePort the sender's port
 * @param destinationPort the receiver's port
 * @param contents what it carries; not to be changed
 */
public record UdpDatagram(int sourcePort, int destinationPort, byte[] contents) {}
