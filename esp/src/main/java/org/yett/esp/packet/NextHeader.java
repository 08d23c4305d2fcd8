package org.yett.esp.packet;

/**
 * Protocol numbers that the datapath has to tell apart, as integers for the switches of the hot
 * path; the registry is {@link org.yett.spec.iana.IpProtocol}.
 */
public final class NextHeader {
  /** IPv6 hop-by-hop options; as a selector value, any protocol (RFC 7296 3.13.1). */
  public static final int HOP_BY_HOP = 0;

  public static final int ICMP = 1;

  /** IPv4 inside ESP tunnel mode. */
  public static final int IPV4 = 4;

  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int DCCP = 33;

  /** IPv6 inside ESP tunnel mode. */
  public static final int IPV6 = 41;

  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int ESP = 50;
  public static final int AH = 51;
  public static final int ICMPV6 = 58;

  /** No next header: marks a dummy packet in ESP (RFC 4303 2.6). */
  public static final int NO_NEXT_HEADER = 59;

  public static final int DESTINATION_OPTIONS = 60;
  public static final int SCTP = 132;
  public static final int MOBILITY = 135;
  public static final int UDP_LITE = 136;

  private NextHeader() {}
}
