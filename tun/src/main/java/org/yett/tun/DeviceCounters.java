package org.yett.tun;

/**
 * Counts of a device or socket since it was opened; octets are those of the packets, without any
 * framing of the device.
 *
 * @param packetsRead packets handed to a reader
 * @param octetsRead their octets
 * @param readDropped packets that were too long for the reader's batch, or malformed
 * @param packetsWritten packets that were accepted
 * @param octetsWritten their octets
 * @param writeDropped packets that were refused
 */
public record DeviceCounters(
    long packetsRead,
    long octetsRead,
    long readDropped,
    long packetsWritten,
    long octetsWritten,
    long writeDropped) {}
