package org.yett.features.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.sim.ObservedMessage;
import org.yett.ike.sim.Pair;

/** What honest hosts send: where fuzzing starts from. */
final class Recorded {

  private static final long SEED = 1;

  private Recorded() {}

  private static List<Pair.Builder> arrangements() {
    return List.of(
        Pair.builder(SEED),
        Pair.builder(SEED)
            .both(c -> c.fragmentation(FragmentationMode.FORCE).fragmentSize(576))
            .responder(c -> c.endpoint(e -> e.withCookies(CookieConfig.ALWAYS))),
        Pair.builder(SEED)
            .both(c ->
                c.ikeProposals("aes128-sha256-x25519,aes256gcm16-prfsha384-ecp256-ke1_mlkem512")));
  }

  private static void play(Pair pair) {
    pair.initiate();
    pair.simulation().runFor(Duration.ofSeconds(10));
    pair.checkLiveness(pair.responder());
    pair.simulation().runFor(Duration.ofSeconds(1));
    pair.terminateChild(pair.initiator());
    pair.simulation().runFor(Duration.ofSeconds(1));
    pair.terminate(pair.responder());
    pair.simulation().runFor(Duration.ofSeconds(10));
  }

  /** Datagrams as they were sent, without a non-ESP marker. */
  static List<byte[]> datagrams() {
    List<byte[]> recorded = new ArrayList<>();
    for (Pair.Builder arrangement : arrangements()) {
      Pair pair = arrangement.build();
      pair.simulation()
          .onPath(datagram -> {
            recorded.add(datagram.octets().toArray());
            return List.of(datagram);
          });
      play(pair);
    }
    return recorded;
  }

  /** Messages as they were sent, opened. */
  static List<ObservedMessage> messages() {
    List<ObservedMessage> recorded = new ArrayList<>();
    for (Pair.Builder arrangement : arrangements()) {
      Pair pair = arrangement.build();
      play(pair);
      recorded.addAll(pair.simulation().messages());
    }
    return recorded;
  }
}
