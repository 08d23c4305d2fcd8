package org.yett.ike.endpoint;

/**
 * How much a Child SA may protect in each direction: the datapath counts, and reports {@link
 * Input.DatapathEvent.LimitReached} once for each limit. Zero stands for no limit.
 *
 * @param softBytes after so many octets the SA is to be rekeyed
 * @param hardBytes after so many octets the SA must protect nothing more
 * @param softPackets after so many packets the SA is to be rekeyed
 * @param hardPackets after so many packets the SA must protect nothing more
 */
public record TrafficLimits(long softBytes, long hardBytes, long softPackets, long hardPackets) {

  /** No limit but that of the sequence numbers. */
  public static final TrafficLimits NONE = new TrafficLimits(0, 0, 0, 0);
}
