package org.yett.ike.sim;

import java.util.List;

/** Somebody on the path between two hosts, who sees every datagram before the link does. */
@FunctionalInterface
public interface OnPath {

  /** Lets everything pass. */
  OnPath NOBODY = List::of;

  /** What goes on in place of this datagram: nothing, the same, another, or several. */
  List<SimDatagram> pass(SimDatagram datagram);
}
