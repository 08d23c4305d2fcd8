package org.yett.esp.packet;

import org.yett.spec.Clause;

/** Explicit Congestion Notification through tunnels (RFC 6040). A field is the two low bits. */
public final class Ecn {
  public static final int NOT_ECT = 0;
  public static final int ECT_1 = 1;
  public static final int ECT_0 = 2;
  public static final int CE = 3;

  /** The bits of ECN in a traffic class. */
  public static final int MASK = 3;

  /** What {@link #egress} answers when the packet has to be dropped. */
  public static final int DROP = -1;

  private Ecn() {}

  /** Modes of the tunnel ingress (RFC 6040 4.1). */
  public enum Ingress {
    /** The field is copied outside. */
    NORMAL,
    /** The outer field is Not-ECT: for a peer that does not propagate ECN. */
    COMPATIBILITY;

    /** The outer field for an inner one. */
    @Clause("rfc6040:4.1/1")
    @Clause("rfc6040:4.1/2")
    @Clause("rfc6040:4.3/1")
    @Clause("rfc6040:4.3/2")
    public int outer(int inner) {
      return this == NORMAL ? inner & MASK : NOT_ECT;
    }
  }

  /**
   * The field of the packet that leaves the tunnel.
   *
   * @param inner field of the arriving inner header
   * @param outer field of the arriving outer header
   * @return the field, or {@link #DROP}
   */
  @Clause("rfc6040:4.2/1")
  @Clause("rfc6040:4.2/2")
  @Clause("rfc6040:4.2/3")
  @Clause("rfc6040:4.2/4")
  @Clause("rfc6040:4.2/5")
  @Clause("rfc7296:2.24/1")
  public static int egress(int inner, int outer) {
    if (inner == NOT_ECT) {
      return outer == CE ? DROP : NOT_ECT;
    }
    // Severity, from the highest: CE, ECT(1), ECT(0), Not-ECT.
    if (inner == CE || outer == CE) {
      return CE;
    }
    return inner == ECT_1 || outer == ECT_1 ? ECT_1 : ECT_0;
  }

  /** Whether the combination is one that no tunnel ingress makes, and worth an alarm. */
  @Clause("rfc6040:4.2")
  public static boolean suspicious(int inner, int outer) {
    return switch (inner) {
      case NOT_ECT -> outer != NOT_ECT;
      case ECT_1 -> outer == ECT_0;
      case CE -> outer == ECT_1;
      default -> false;
    };
  }
}
