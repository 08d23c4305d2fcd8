package org.yett.interop.peer;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.cli.ProgramVersion;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Host;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.scenario.Capability;
import org.yett.spec.iana.ProtocolId;

/** An implementation that the laboratory can start. */
public sealed interface PeerKind {
  /** Who carries ESP at the side of a daemon that runs in a guest. */
  String IN_GUEST = "kernel (UML)";

  /** Its name, for example {@code strongswan}. */
  String name();

  /** Its version, for example {@code 6.1.0-2}. */
  String version();

  /** What it cannot do. */
  Set<Capability> lacks();

  /**
   * Why it cannot take a configuration, in words for a report; empty if it can.
   *
   * @param connection what it would be configured with
   */
  default Optional<String> cannot(Connection connection) {
    return Optional.empty();
  }

  /** Whether it runs in a guest with a kernel of its own. */
  default boolean inGuest() {
    return false;
  }

  /** Who carries ESP at its side, in words for a report. */
  default String carrier() {
    return inGuest() ? IN_GUEST : "userland";
  }

  /**
   * Starts a daemon.
   *
   * @param host where it runs; its directory receives configuration, log and control socket
   * @param connection what it is configured with
   * @throws LaboratoryException if it does not start or refuses its configuration
   */
  Peer start(Host host, Connection connection) throws LaboratoryException;

  /**
   * strongSwan.
   *
   * @param root its root filesystem
   */
  record StrongSwanKind(DebianRoot root) implements PeerKind {
    @Override
    public String name() {
      return "strongswan";
    }

    @Override
    public String version() {
      return root.version();
    }

    @Override
    public Set<Capability> lacks() {
      return EnumSet.of(
          Capability.TRANSPORT_MODE,
          Capability.ESN,
          Capability.RESUMPTION,
          Capability.ML_DSA,
          Capability.SLH_DSA,
          Capability.TRANSCRIPT,
          Capability.IMPAIRMENTS);
    }

    @Override
    public Peer start(Host host, Connection connection) throws LaboratoryException {
      return StrongSwan.start(root, host, connection);
    }
  }

  /**
   * strongSwan in a guest whose kernel has ESP.
   *
   * @param root its root filesystem, with that kernel
   */
  record StrongSwanGuestKind(DebianRoot root) implements PeerKind {
    @Override
    public String name() {
      return "strongswan";
    }

    @Override
    public String version() {
      return root.version();
    }

    @Override
    public Set<Capability> lacks() {
      return Set.of();
    }

    @Override
    public boolean inGuest() {
      return true;
    }

    @Override
    public Peer start(Host host, Connection connection) throws LaboratoryException {
      return StrongSwanGuest.start(root, host, connection);
    }
  }

  /**
   * libreswan, in a guest whose kernel has ESP.
   *
   * @param kernel the root filesystem that has the guest's kernel
   * @param root its root filesystem
   */
  record LibreswanKind(DebianRoot kernel, DebianRoot root) implements PeerKind {
    @Override
    public String name() {
      return "libreswan";
    }

    @Override
    public String version() {
      return root.version();
    }

    @Override
    public Set<Capability> lacks() {
      return EnumSet.of(
          Capability.ML_DSA,
          Capability.SLH_DSA,
          Capability.TRANSCRIPT,
          Capability.CHILDLESS,
          Capability.REAUTHENTICATION,
          Capability.EAP);
    }

    @Override
    public Optional<String> cannot(Connection connection) {
      return LibreswanLimits.of(root.version()).cannot(connection);
    }

    @Override
    public boolean inGuest() {
      return true;
    }

    @Override
    public Peer start(Host host, Connection connection) throws LaboratoryException {
      return Libreswan.start(kernel, root, host, connection);
    }
  }

  /**
   * Our own gateway.
   *
   * @param tools the root filesystem that has swanctl, which drives it
   */
  record YettKind(Chroot tools) implements PeerKind {
    @Override
    public String name() {
      return "yett";
    }

    @Override
    public String version() {
      return ProgramVersion.text();
    }

    @Override
    public Set<Capability> lacks() {
      return EnumSet.of(Capability.TRANSPORT_MODE, Capability.IMPAIRMENTS);
    }

    @Override
    public Optional<String> cannot(Connection connection) {
      return unknown(ProtocolId.IKE, connection.proposals())
          .or(() -> unknown(ProtocolId.ESP, connection.espProposals()));
    }

    private static Optional<String> unknown(ProtocolId protocol, String proposals) {
      try {
        List<PolicyProposal> ignored = ProposalStrings.parseList(protocol, proposals);
        return Optional.empty();
      } catch (ProposalSyntaxException e) {
        return Optional.of("yett has not all of " + proposals + ": " + e.getMessage());
      }
    }

    @Override
    public Peer start(Host host, Connection connection) throws LaboratoryException {
      return YettGateway.start(tools, host, connection, ProgramVersion.text());
    }
  }
}
