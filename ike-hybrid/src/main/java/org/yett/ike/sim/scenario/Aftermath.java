package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;

/**
 * What must be so after anything: once the network is good and everything has had its time, both
 * ends hold the same SAs; once all is terminated, nothing is left, no timer either.
 */
public final class Aftermath {

  /** Longer than a peer that is gone is asked for a sign of life, and answers are kept. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  /** Longer than a peer takes to answer over a good network. */
  private static final Duration SHORT = Duration.ofMinutes(1);

  private static final int LOOKS = 5;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(7);

  private Aftermath() {}

  /** Lets the pair come to rest, ends everything, and tells what is not as it must be. */
  public static List<String> of(Pair pair) {
    quiet(pair);
    List<String> found = new ArrayList<>(lastingDisagreement(pair));
    found.addAll(ending(pair));
    return found;
  }

  /** The network is good, nobody is on the path, both hosts run, and time passes. */
  public static void quiet(Pair pair) {
    pair.simulation().note("the network is good from now on");
    pair.simulation().onPath(OnPath.NOBODY);
    pair.simulation().links(LinkProfile.PERFECT);
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      if (!host.isUp()) {
        host.restart();
      }
    }
    pair.simulation().runFor(QUIET);
  }

  /** SAs with short lives may just be replaced; what is so again and again is no coincidence. */
  private static List<String> lastingDisagreement(Pair pair) {
    List<String> found = agreement(pair);
    for (int again = 0; again < LOOKS && !found.isEmpty(); again++) {
      pair.simulation().runFor(BETWEEN_LOOKS);
      found = agreement(pair);
    }
    return found;
  }

  /** What the ends do not agree on, and what must never happen. */
  public static List<String> agreement(Pair pair) {
    List<String> found = new ArrayList<>(pair.simulation().violations());
    found.addAll(pair.disagreements());
    Map<String, String> ofInitiator = ikeSas(pair.initiator());
    Map<String, String> ofResponder = ikeSas(pair.responder());
    if (!ofInitiator.equals(ofResponder)) {
      found.add(
          "the initiator holds the IKE SAs " + ofInitiator + ", the responder " + ofResponder);
    }
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      found.addAll(orphans(host));
    }
    return found;
  }

  /** The SPIs of the IKE SAs, and whether they stand. */
  private static Map<String, String> ikeSas(SimHost host) {
    Map<String, String> spis = new TreeMap<>();
    for (IkeSaStatus sa : host.status().ikeSas()) {
      spis.put(
          sa.initiatorSpi() + " " + sa.responderSpi(),
          sa.established() ? "established" : "in state " + sa.state());
    }
    return spis;
  }

  private static List<String> orphans(SimHost host) {
    List<String> found = new ArrayList<>();
    Set<Integer> known =
        host.status().ikeSas().stream()
            .flatMap(sa -> sa.childSas().stream())
            .map(child -> child.childSa().inboundSpi())
            .collect(Collectors.toSet());
    Set<Integer> installed =
        host.childSas().inbound().stream().map(ChildSa::inboundSpi).collect(Collectors.toSet());
    if (!known.equals(installed)) {
      found.add(host + " has installed the SPIs " + hex(installed) + " and knows of " + hex(known));
    }
    for (IkeSaStatus sa : host.status().ikeSas()) {
      if (!sa.established()) {
        found.add(host + " has an IKE SA that never came about or never went: " + sa.state());
      }
    }
    if (host.status().halfOpen() != 0) {
      found.add(host + " counts " + host.status().halfOpen() + " half-open IKE SAs");
    }
    return found;
  }

  private static String hex(Set<Integer> spis) {
    return spis.stream().map(spi -> String.format("%08x", spi)).sorted().toList().toString();
  }

  /** All is terminated; tells what is left. */
  private static List<String> ending(Pair pair) {
    pair.simulation().note("everything is terminated");
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      pair.terminate(host);
      pair.simulation().runFor(SHORT);
    }
    pair.simulation().runFor(QUIET);
    List<String> found = new ArrayList<>();
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      if (!host.footprint().isEmpty()) {
        found.add(host + " still holds " + host.footprint().held());
      }
      if (!host.childSas().inbound().isEmpty()) {
        found.add(host + " still has Child SAs installed: " + host.childSas().inbound());
      }
      if (host.hasTimer()) {
        found.add(host + " still has a timer running");
      }
      if (host.openJobs() != 0) {
        found.add(host + " still waits for " + host.openJobs() + " jobs");
      }
    }
    return found;
  }
}
