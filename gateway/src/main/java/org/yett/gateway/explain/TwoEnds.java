package org.yett.gateway.explain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.AddressSpec;
import org.yett.gateway.config.ChildSettings;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.GatewayConfig;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.negotiate.Narrowing;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.SelectorTemplate;

/**
 * Two configurations, of one end and of its peer: what each would offer the other, and what would
 * be chosen, or is lacking and where.
 */
public final class TwoEnds {

  private final String ours;
  private final String peers;
  private final List<String> lines = new ArrayList<>();
  private boolean agree;

  private TwoEnds(String ours, String peers) {
    this.ours = ours;
    this.peers = peers;
  }

  /**
   * Lays the one beside the other.
   *
   * @param ours what the first end is called, for example its file
   * @param our the first end's configuration
   * @param peers what the second end is called
   * @param peer the second end's configuration
   */
  public static TwoEnds of(String ours, GatewayConfig our, String peers, GatewayConfig peer) {
    TwoEnds both = new TwoEnds(ours, peers);
    both.compare(our, peer);
    return both;
  }

  /** Whether there are connections for each other, and each of those would come about. */
  public boolean agree() {
    return agree;
  }

  /** What came of it, line by line. */
  public List<String> text() {
    return List.copyOf(lines);
  }

  private void compare(GatewayConfig our, GatewayConfig peer) {
    int pairs = 0;
    agree = true;
    for (ConnectionSettings one : our.connections()) {
      for (ConnectionSettings other : peer.connections()) {
        if (mirrored(one, other)) {
          pairs++;
          agree &= pair(one, other);
        }
      }
    }
    if (pairs == 0) {
      agree = false;
      lines.add(
          "no connection of %s has the addresses of one of %s the other way round:"
              .formatted(ours, peers));
      addresses(ours, our);
      addresses(peers, peer);
    }
  }

  private void addresses(String end, GatewayConfig config) {
    for (ConnectionSettings connection : config.connections()) {
      lines.add(
          "  %s: %s from %s to %s"
              .formatted(
                  end,
                  connection.name(),
                  connection.localAddresses(),
                  connection.remoteAddresses()));
    }
  }

  private static boolean mirrored(ConnectionSettings one, ConnectionSettings other) {
    return meet(one.localAddresses(), other.remoteAddresses())
        && meet(one.remoteAddresses(), other.localAddresses());
  }

  private static boolean meet(List<AddressSpec> some, List<AddressSpec> others) {
    return some.stream().anyMatch(a -> others.stream().anyMatch(b -> meet(a, b)));
  }

  /** A name may stand for any address: nothing is resolved here. */
  private static boolean meet(AddressSpec one, AddressSpec other) {
    Optional<AddressRange> a = range(one);
    Optional<AddressRange> b = range(other);
    return a.isEmpty() || b.isEmpty() || a.get().intersect(b.get()).isPresent();
  }

  private static Optional<AddressRange> range(AddressSpec spec) {
    return switch (spec) {
      case AddressSpec.Host host -> Optional.of(AddressRange.of(host.address()));
      case AddressSpec.Range range -> Optional.of(new AddressRange(range.first(), range.last()));
      case AddressSpec.Any any -> Optional.empty();
      case AddressSpec.Name name -> Optional.empty();
    };
  }

  private boolean pair(ConnectionSettings one, ConnectionSettings other) {
    lines.add("connection %s of %s with %s of %s".formatted(one.name(), ours, other.name(), peers));
    boolean good = algorithms(one, other);
    good &= authentication(one, other);
    good &= ppk(one, other);
    good &= transcript(one, other);
    return children(one, other) && good;
  }

  private boolean algorithms(ConnectionSettings one, ConnectionSettings other) {
    Choice forward =
        Choice.of(
            new Choice.End(ours, one.proposals(), one.policy().floor()),
            new Choice.End(peers, other.proposals(), other.policy().floor()),
            Negotiation.IKE_SA_INIT,
            Optional.empty());
    Choice backward =
        Choice.of(
            new Choice.End(peers, other.proposals(), other.policy().floor()),
            new Choice.End(ours, one.proposals(), one.policy().floor()),
            Negotiation.IKE_SA_INIT,
            Optional.empty());
    report("IKE SA", forward, backward);
    return forward.isAgreed() && backward.isAgreed();
  }

  private void report(String what, Choice forward, Choice backward) {
    if (forward.text().equals(backward.text())) {
      lines.add("  %s, whoever begins: %s".formatted(what, forward.text()));
    } else {
      lines.add("  %s, if %s begins: %s".formatted(what, ours, forward.text()));
      lines.add("  %s, if %s begins: %s".formatted(what, peers, backward.text()));
    }
  }

  private boolean authentication(ConnectionSettings one, ConnectionSettings other) {
    boolean first = rounds(ours, one.auth().local(), peers, other.auth().remote());
    boolean second = rounds(peers, other.auth().local(), ours, one.auth().remote());
    return first && second;
  }

  private boolean rounds(
      String prover,
      List<LocalAuthSettings> local,
      String verifier,
      List<RemoteAuthSettings> remote) {
    if (local.size() != remote.size()) {
      lines.add(
          "  MISSING: %s authenticates in %d rounds, and %s asks for %d"
              .formatted(prover, local.size(), verifier, remote.size()));
      return false;
    }
    boolean good = true;
    for (int i = 0; i < local.size(); i++) {
      Optional<String> obstacle = AuthMatch.obstacle(local.get(i), remote.get(i));
      String round = local.size() == 1 ? "" : ", round " + (i + 1);
      lines.add(
          obstacle
              .map(why ->
                  "  MISSING: %s does not accept %s%s: ".formatted(verifier, prover, round) + why)
              .orElse(
                  "  %s authenticates%s as '%s' by %s"
                      .formatted(
                          prover,
                          round,
                          local.get(i).identity(),
                          AuthMatch.method(local.get(i), remote.get(i)))));
      good &= obstacle.isEmpty();
    }
    return good;
  }

  private boolean ppk(ConnectionSettings one, ConnectionSettings other) {
    PpkConfig a = one.auth().ppk();
    PpkConfig b = other.auth().ppk();
    for (Choice.Named<PpkConfig> end :
        List.of(new Choice.Named<>(ours, a, peers, b), new Choice.Named<>(peers, b, ours, a))) {
      if (end.value().required() && !uses(end.other())) {
        lines.add(
            "  MISSING: %s requires a PPK, and %s has none configured (ppk_id)"
                .formatted(end.name(), end.otherName()));
        return false;
      }
    }
    if (uses(a) && uses(b)) {
      lines.add("  a PPK is mixed in, if both ends hold it under the same identifier");
    }
    return true;
  }

  private static boolean uses(PpkConfig ppk) {
    return ppk.accept() || !ppk.ids().isEmpty();
  }

  private boolean transcript(ConnectionSettings one, ConnectionSettings other) {
    TranscriptPolicy a = one.auth().transcript();
    TranscriptPolicy b = other.auth().transcript();
    if (a != TranscriptPolicy.OFF && b != TranscriptPolicy.OFF) {
      lines.add("  all of IKE_SA_INIT is authenticated");
      return true;
    }
    if (a == TranscriptPolicy.REQUIRED || b == TranscriptPolicy.REQUIRED) {
      boolean first = a == TranscriptPolicy.REQUIRED;
      lines.add(
          "  MISSING: %s requires transcript_auth, and %s has it off"
              .formatted(first ? ours : peers, first ? peers : ours));
      return false;
    }
    return true;
  }

  private boolean children(ConnectionSettings one, ConnectionSettings other) {
    boolean found = false;
    boolean good = true;
    for (ChildSettings child : one.children()) {
      for (ChildSettings counterpart : other.children()) {
        Optional<SelectorPair> traffic = traffic(one, child, other, counterpart);
        if (traffic.isPresent()) {
          found = true;
          lines.add(
              "  child %s of %s with %s of %s: %s"
                  .formatted(child.name(), ours, counterpart.name(), peers, traffic.get()));
          good &= algorithms(one, child, other, counterpart, Negotiation.IKE_AUTH_CHILD);
          good &= algorithms(one, child, other, counterpart, Negotiation.CREATE_CHILD);
        }
      }
    }
    if (!found) {
      lines.add(
          "  MISSING: no child of %s has traffic in common with one of %s".formatted(ours, peers));
    }
    return found && good;
  }

  private boolean algorithms(
      ConnectionSettings one,
      ChildSettings child,
      ConnectionSettings other,
      ChildSettings counterpart,
      Negotiation negotiation) {
    Choice.End a = new Choice.End(ours, child.proposals(), one.policy().childFloor());
    Choice.End b = new Choice.End(peers, counterpart.proposals(), other.policy().childFloor());
    Choice ike =
        Choice.of(
            new Choice.End(ours, one.proposals(), one.policy().floor()),
            new Choice.End(peers, other.proposals(), other.policy().floor()),
            Negotiation.IKE_SA_INIT,
            Optional.empty());
    Choice forward = Choice.of(a, b, negotiation, ike.suite());
    Choice backward = Choice.of(b, a, negotiation, ike.suite());
    report(
        negotiation == Negotiation.IKE_AUTH_CHILD
            ? "  with the IKE SA (IKE_AUTH)"
            : "  by itself or rekeyed (CREATE_CHILD_SA)",
        forward,
        backward);
    return forward.isAgreed() && backward.isAgreed();
  }

  /** The common traffic, as the first end sees it. */
  private static Optional<SelectorPair> traffic(
      ConnectionSettings one,
      ChildSettings child,
      ConnectionSettings other,
      ChildSettings counterpart) {
    List<AddressRange> here = dynamic(one.localAddresses(), other.remoteAddresses());
    List<AddressRange> there = dynamic(one.remoteAddresses(), other.localAddresses());
    SelectorPair offered =
        new SelectorPair(
            SelectorTemplate.resolveAll(child.localSelectors(), here),
            SelectorTemplate.resolveAll(child.remoteSelectors(), there));
    SelectorPair policy =
        new SelectorPair(
            SelectorTemplate.resolveAll(counterpart.remoteSelectors(), here),
            SelectorTemplate.resolveAll(counterpart.localSelectors(), there));
    return switch (Narrowing.narrow(offered, policy)) {
      case Narrowing.Result.Narrowed narrowed -> Optional.of(narrowed.selectors());
      case Narrowing.Result.Unacceptable none -> Optional.empty();
    };
  }

  /** What {@code dynamic} may come to be at an end: its address, where one end names it. */
  private static List<AddressRange> dynamic(List<AddressSpec> own, List<AddressSpec> seen) {
    for (List<AddressSpec> specs : List.of(own, seen)) {
      if (specs.getFirst() instanceof AddressSpec.Host(InetAddress address)) {
        return List.of(AddressRange.of(address));
      }
    }
    return List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6);
  }
}
