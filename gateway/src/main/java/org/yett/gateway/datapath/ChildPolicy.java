package org.yett.gateway.datapath;

import org.yett.esp.packet.OuterHeaderPolicy;

/**
 * How the datapath treats a Child SA, besides what was negotiated.
 *
 * @param replayWindow packets that may arrive late and are still accepted; 0 accepts replays
 * @param outerHeader how the outer header follows from the inner one
 */
public record ChildPolicy(int replayWindow, OuterHeaderPolicy outerHeader) {

  /** With the header copied as far as RFC 4301 5.1.2 says. */
  public static ChildPolicy of(int replayWindow) {
    return new ChildPolicy(replayWindow, OuterHeaderPolicy.DEFAULT);
  }
}
