package org.yett.esp.packet;

import org.yett.spec.Clause;

/**
 * How the outer header of a tunnel follows from the inner one, per SA (RFC 4301 5.1.2, 8.1). The
 * caller builds the outer header; these are the values to put in.
 *
 * @param df what becomes of the DF bit of an outer IPv4 header
 * @param fixedDscp DSCP for all packets (0 to 63), or {@link #COPY_DSCP}
 * @param ecn the ingress mode
 */
@Clause("rfc4301:8.1")
public record OuterHeaderPolicy(Df df, int fixedDscp, Ecn.Ingress ecn) {
  /** The inner DSCP is copied. */
  public static final int COPY_DSCP = -1;

  /** DF and DSCP copied, ECN in normal mode. */
  public static final OuterHeaderPolicy DEFAULT =
      new OuterHeaderPolicy(Df.COPY, COPY_DSCP, Ecn.Ingress.NORMAL);

  /** Treatment of the DF bit. */
  public enum Df {
    /** As in the inner header; set if that is IPv6. */
    COPY,
    SET,
    CLEAR
  }

  public OuterHeaderPolicy {
    if (fixedDscp < COPY_DSCP || fixedDscp > 63) {
      throw new IllegalArgumentException("DSCP " + fixedDscp + ", expected 0 to 63");
    }
  }

  /** The outer traffic class for an inner one. */
  @Clause("rfc4301:5.1.2.1")
  public int trafficClass(int inner) {
    int dscp = fixedDscp == COPY_DSCP ? inner & 0xFC : fixedDscp << 2;
    return dscp | ecn.outer(inner & Ecn.MASK);
  }

  /** The outer DF bit for an inner one. */
  public boolean dontFragment(boolean inner) {
    return switch (df) {
      case COPY -> inner;
      case SET -> true;
      case CLEAR -> false;
    };
  }
}
