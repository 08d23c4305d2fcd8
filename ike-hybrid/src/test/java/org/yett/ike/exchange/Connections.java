package org.yett.ike.exchange;

import java.time.Duration;
import java.util.List;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.StartAction;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.spec.iana.ProtocolId;

/** Connections of tests, each from the one before by what differs. */
record Connections(
    String ours,
    IdentityMatch peer,
    String proposals,
    String espProposals,
    String localTs,
    String remoteTs,
    List<SuiteRequirement> floor,
    boolean encap,
    FragmentationMode fragmentation,
    UniquePolicy unique,
    Duration dpdDelay) {

  static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";

  /** The connection of an end, with its peer. */
  static Connections of(String ours, String peer) {
    boolean first = ours.compareTo(peer) < 0;
    return new Connections(
        ours,
        new IdentityMatch.Exactly(Identity.fqdn(peer)),
        HYBRID,
        "aes256gcm16",
        first ? "10.1.0.0/16" : "10.2.0.0/16",
        first ? "10.2.0.0/16" : "10.1.0.0/16",
        List.of(),
        false,
        FragmentationMode.YES,
        UniquePolicy.NO,
        Duration.ZERO);
  }

  static Connections alice() {
    return of("alice", "bob");
  }

  static Connections bob() {
    return of("bob", "alice");
  }

  Connections proposing(String text) {
    return new Connections(
        ours,
        peer,
        text,
        espProposals,
        localTs,
        remoteTs,
        floor,
        encap,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections esp(String text) {
    return new Connections(
        ours,
        peer,
        proposals,
        text,
        localTs,
        remoteTs,
        floor,
        encap,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections selecting(String local, String remote) {
    return new Connections(
        ours,
        peer,
        proposals,
        espProposals,
        local,
        remote,
        floor,
        encap,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections anyPeer() {
    return new Connections(
        ours,
        new IdentityMatch.Any(),
        proposals,
        espProposals,
        localTs,
        remoteTs,
        floor,
        encap,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections peerIs(String name) {
    return new Connections(
        ours,
        new IdentityMatch.Exactly(Identity.fqdn(name)),
        proposals,
        espProposals,
        localTs,
        remoteTs,
        floor,
        encap,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections requiring(SuiteRequirement... requirements) {
    return new Connections(
        ours,
        peer,
        proposals,
        espProposals,
        localTs,
        remoteTs,
        List.of(requirements),
        encap,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections forcingEncapsulation() {
    return new Connections(
        ours,
        peer,
        proposals,
        espProposals,
        localTs,
        remoteTs,
        floor,
        true,
        fragmentation,
        unique,
        dpdDelay);
  }

  Connections fragmenting(FragmentationMode mode) {
    return new Connections(
        ours,
        peer,
        proposals,
        espProposals,
        localTs,
        remoteTs,
        floor,
        encap,
        mode,
        unique,
        dpdDelay);
  }

  Connections unique(UniquePolicy policy) {
    return new Connections(
        ours,
        peer,
        proposals,
        espProposals,
        localTs,
        remoteTs,
        floor,
        encap,
        fragmentation,
        policy,
        dpdDelay);
  }

  Connections dpd(Duration delay) {
    return new Connections(
        ours,
        peer,
        proposals,
        espProposals,
        localTs,
        remoteTs,
        floor,
        encap,
        fragmentation,
        unique,
        delay);
  }

  ConnectionConfig build() {
    return named("net");
  }

  ConnectionConfig named(String name) {
    try {
      List<PolicyProposal> ike = ProposalStrings.parseList(ProtocolId.IKE, proposals);
      List<PolicyProposal> esp = ProposalStrings.parseList(ProtocolId.ESP, espProposals);
      ChildConfig child =
          new ChildConfig(
              "net",
              esp,
              List.of(SelectorTemplate.parse(localTs)),
              List.of(SelectorTemplate.parse(remoteTs)),
              ChildMode.TUNNEL,
              StartAction.NONE);
      return new ConnectionConfig(
          name,
          List.of(),
          List.of(),
          ike,
          floor,
          new LocalAuth.Psk(Identity.fqdn(ours)),
          new RemoteAuth.Psk(peer),
          List.of(child),
          encap,
          fragmentation,
          unique,
          dpdDelay);
    } catch (ProposalSyntaxException | SelectorSyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
