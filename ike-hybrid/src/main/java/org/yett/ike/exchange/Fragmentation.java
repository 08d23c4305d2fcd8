package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.path.Path;
import org.yett.ike.transport.DatagramLimit;
import org.yett.ike.transport.Generation;
import org.yett.ike.transport.Opening;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;

/** Whether an IKE SA fragments its messages, and into which sizes (RFC 7383 2.4, 2.5). */
final class Fragmentation {

  private final EndpointContext context;
  private boolean agreed;
  private FragmentationMode mode = FragmentationMode.YES;
  private boolean smallFragments;
  private int peerFragment = Integer.MAX_VALUE;

  Fragmentation(EndpointContext context) {
    this.context = context;
  }

  /** Takes over what the old IKE SA had agreed and learnt. */
  void inherit(Fragmentation old) {
    agreed = old.agreed;
    mode = old.mode;
    smallFragments = old.smallFragments;
    peerFragment = old.peerFragment;
  }

  /** Fragments may be used from now on, as both ends have agreed. */
  void agree() {
    agreed = true;
  }

  boolean isAgreed() {
    return agreed;
  }

  /** How the connection wants fragments to be used. */
  void mode(FragmentationMode wanted) {
    mode = wanted;
  }

  /** Nothing answers: larger datagrams are suspected of being lost on the way. */
  void suspectLargeDatagrams() {
    smallFragments = true;
  }

  /** A peer that sends small fragments has a reason to: ours are no larger. */
  @Clause("rfc7383:2.5.1")
  @Clause("rfc7383:2.4/5")
  void learnFrom(Opening.Whole received) {
    if (received.datagrams() > 1) {
      peerFragment = received.largest();
    }
  }

  /** How long datagrams may be on this path. */
  DatagramLimit limit(Path path) {
    return limit(path, smallFragments).atMost(peerFragment);
  }

  private DatagramLimit limit(Path path, boolean fallback) {
    DatagramLimit.Use use =
        switch (mode) {
          case YES -> DatagramLimit.Use.WHEN_NEEDED;
          case FORCE -> DatagramLimit.Use.ALWAYS;
          case ACCEPT, NO -> DatagramLimit.Use.NEVER;
        };
    // = rfc7383:2.4
    return DatagramLimit.of(
        context.config.fragmentation(),
        path,
        context.mtuTo(path.remote()),
        fallback,
        // = rfc7383:2.4/1
        agreed ? use : DatagramLimit.Use.NEVER);
  }

  /**
   * The same message in more and smaller fragments, under new IVs; nothing if that is not possible,
   * or not worth it.
   *
   * @param message the message
   * @param generation the keys that protect it
   * @param datagrams what has been sent of it so far
   */
  @Clause("rfc7383:2.5.2/1")
  @Clause("rfc7383:2.5.2/2")
  @Clause("rfc7383:2.5.2/3")
  Optional<List<Octets>> smaller(
      Message message, Generation generation, List<Octets> datagrams, Path path) {
    DatagramLimit limit = limit(path);
    // The receiver begins anew with a new set of fragments: a slight difference is not worth it.
    int worthwhile = limit.octets() + limit.octets() / 3;
    int possible = Math.min(worthwhile, limit(path, false).octets());
    boolean tooLong = datagrams.stream().anyMatch(octets -> octets.size() > possible);
    if (limit.use() == DatagramLimit.Use.NEVER || !tooLong) {
      return Optional.empty();
    }
    List<Octets> again = generation.seal(message, limit);
    // The receiver tells the sets apart by their sizes, so that the new one has to be larger.
    // = rfc7383:2.5.2/7
    DatagramLimit lower = limit.atMost(limit.octets() * 3 / 4);
    while (again.size() <= datagrams.size() && lower.octets() < limit.octets()) {
      limit = lower;
      again = generation.seal(message, limit);
      lower = limit.atMost(limit.octets() * 3 / 4);
    }
    return again.size() > datagrams.size() ? Optional.of(again) : Optional.empty();
  }
}
