package org.yett.features.subject;

import java.util.List;

/** Somebody on the way between the two ends. */
@FunctionalInterface
public interface Interception {

  /** What goes on in place of a datagram: nothing, the same, another one, or several. */
  List<Datagram> intercept(Datagram datagram);
}
