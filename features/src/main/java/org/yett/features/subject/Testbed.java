package org.yett.features.subject;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;

/** Where a scenario takes place: two ends, the way between them, and time. */
public interface Testbed {

  /** The end that initiates, or the one that responds. */
  Subject subject(Side side);

  /** What an end tells of its keys; at least one of the two tells. */
  HeardKeys keysOf(Side side);

  /** What an end that is ours drew at random. */
  HeardDraws drawsOf(Side side);

  /** Every datagram that an end has sent, in order; not what somebody else has sent. */
  List<Datagram> sent();

  /** Puts somebody on the way, who stays there; whoever is put there first sees datagrams first. */
  void intercept(Interception interception);

  /** Sends a datagram in the name of an end, unseen by anybody on the way. */
  void inject(Datagram datagram);

  /** A datagram with these octets, addressed like the latest one that the end sent. */
  Datagram inTheNameOf(Side side, Octets octets);

  /** Tells an end how long IP datagrams to the other end may be, in octets, as ICMP does. */
  void tellPathMtu(Side side, int octets);

  /** Does something when some time has passed. */
  void after(Duration delay, Runnable what);

  /** Lets time pass. */
  void pass(Duration duration);

  /**
   * Lets time pass until something is so.
   *
   * @param limit the most time to pass
   * @return whether it became so
   */
  boolean passUntil(BooleanSupplier condition, Duration limit);

  /** The violations that were arranged and that no message gave an occasion for. */
  List<String> unusedViolations();

  /** What the two ends, both established, do not agree on: keys, SPIs or traffic of Child SAs. */
  List<String> disagreements();

  /** What must never happen in any scenario, and did: an IV used twice, for example. */
  List<String> violations();

  /** What happened, to be read. */
  String transcript();
}
