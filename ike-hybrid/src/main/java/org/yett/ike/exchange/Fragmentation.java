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
  private int rung;
  private int peerFragment = Integer.MAX_VALUE;

  Fragmentation(EndpointContext context) {
    this.context = context;
  }

  /** Takes over what the old IKE SA had agreed and learnt. */
  void inherit(Fragmentation old) {
    agreed = old.agreed;
    mode = old.mode;
    rung = old.rung;
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

  /** A peer that sends small fragments has a reason to: ours are no larger. */
  @Clause("rfc7383:2.5.1")
  @Clause("rfc7383:2.4/5")
  void learnFrom(Opening.Whole received) {
    if (received.datagrams() > 1) {
      peerFragment = received.largest();
    }
  }

  /** Another path may take more, or less: what was found out about the last one is void. */
  void onNewPath() {
    rung = 0;
    peerFragment = Integer.MAX_VALUE;
  }

  /** How long datagrams may be on this path. */
  DatagramLimit limit(Path path) {
    return limit(path, rung).atMost(peerFragment);
  }

  private DatagramLimit limit(Path path, int step) {
    DatagramLimit.Use use =
        switch (mode) {
          case YES -> DatagramLimit.Use.WHEN_NEEDED;
          case FORCE -> DatagramLimit.Use.ALWAYS;
          case ACCEPT, NO -> DatagramLimit.Use.NEVER;
        };
    List<Integer> ladder = ladder(path);
    // = rfc7383:2.4
    return DatagramLimit.of(
        ladder.get(Math.min(step, ladder.size() - 1)),
        path,
        context.mtuTo(path.remote()),
        // = rfc7383:2.4/1
        agreed ? use : DatagramLimit.Use.NEVER);
  }

  private List<Integer> ladder(Path path) {
    return context.config.fragmentation().ladder(path.remote().isIpv6());
  }

  /**
   * The same message in more and smaller fragments, under new IVs, if there is a reason: the path
   * is known to take less than has been sent, or nothing has come back several times. Each silence
   * goes down one step of the ladder, past those that do not make more fragments of the message.
   *
   * @param message the message
   * @param generation the keys that protect it
   * @param datagrams what has been sent of it so far
   * @param silent whether it has been sent several times in this form without an answer
   */
  @Clause("rfc7383:2.5.2/1")
  @Clause("rfc7383:2.5.2/2")
  @Clause("rfc7383:2.5.2/3")
  Optional<List<Octets>> smaller(
      Message message, Generation generation, List<Octets> datagrams, Path path, boolean silent) {
    int longest = datagrams.stream().mapToInt(Octets::size).max().orElseThrow();
    DatagramLimit present = limit(path);
    if (present.use() == DatagramLimit.Use.NEVER) {
      return Optional.empty();
    }
    // = rfc7383:2.5.2/6
    boolean known = longest > limitByMtu(path, present.use()).octets();
    Optional<List<Octets>> cut =
        known || silent ? more(message, generation, datagrams, present) : Optional.empty();
    int last = ladder(path).size() - 1;
    // What even the smallest size would not cut was not lost for its length.
    boolean suspect = silent && longest > limit(path, last).octets();
    while (suspect && cut.isEmpty() && rung < last) {
      rung++;
      cut = more(message, generation, datagrams, limit(path));
    }
    return cut;
  }

  private DatagramLimit limitByMtu(Path path, DatagramLimit.Use use) {
    int mtu = context.mtuTo(path.remote());
    return DatagramLimit.of(mtu, path, mtu, use);
  }

  /** The message cut anew, if Total Fragments grows: else receivers would mix the two sets. */
  @Clause("rfc7383:2.5.2/7")
  private static Optional<List<Octets>> more(
      Message message, Generation generation, List<Octets> datagrams, DatagramLimit limit) {
    if (datagrams.stream().allMatch(octets -> octets.size() <= limit.octets())) {
      return Optional.empty();
    }
    List<Octets> again = generation.seal(message, limit);
    // The receiver tells the sets apart by their sizes, so that the new one has to be larger.
    DatagramLimit tried = limit;
    DatagramLimit lower = tried.atMost(tried.octets() * 3 / 4);
    while (again.size() <= datagrams.size() && lower.octets() < tried.octets()) {
      tried = lower;
      again = generation.seal(message, tried);
      lower = tried.atMost(tried.octets() * 3 / 4);
    }
    return again.size() > datagrams.size() ? Optional.of(again) : Optional.empty();
  }
}
