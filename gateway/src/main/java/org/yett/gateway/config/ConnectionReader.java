package org.yett.gateway.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.ike.config.Addressing;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.config.StartAction;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.negotiate.DefaultProposals;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.path.Path;
import org.yett.spec.iana.ProtocolId;

/**
 * Reads one connection. {@link KeyValidator} has already complained about unknown keys and
 * malformed values; where it did, a default stands in here, so that the rest can be checked too.
 */
final class ConnectionReader {

  private final Diagnostics diagnostics;
  private final DaemonSettings daemon;
  private final CredentialFiles files;

  ConnectionReader(Diagnostics diagnostics, DaemonSettings daemon, CredentialFiles files) {
    this.diagnostics = diagnostics;
    this.daemon = daemon;
    this.files = files;
  }

  /** The connection; empty if it has errors, which have been reported. */
  Optional<ConnectionSettings> read(SettingsView section) {
    Values values = new Values(section);
    if (values.text("version").filter("1"::equals).isPresent()) {
      diagnostics.error(
          section.setting("version").orElseThrow().valuePosition(),
          "bad value '1' for 'version': expected 2, since Yett does IKEv2 only");
    }
    List<AddressSpec> local = addresses(section, "local_addrs");
    List<AddressSpec> remote = addresses(section, "remote_addrs");
    PolicySettings policy = policy(values);
    Optional<AuthSettings> auth = new AuthReader(diagnostics, files, policy).read(section, local);
    List<PolicyProposal> proposals = proposals(section, "proposals", ProtocolId.IKE, policy);
    List<ChildSettings> children = children(section, remote, policy);
    int localPort = localPort(section, values);
    int remotePort = remotePort(section, values, localPort);
    if (auth.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectionSettings(
            section.name(),
            section.position(),
            local,
            remote,
            localPort,
            remotePort,
            proposals,
            values.bool("encap", false),
            values
                .text("fragmentation")
                .flatMap(v -> constant(FragmentationMode.class, v))
                .orElse(FragmentationMode.YES),
            values
                .text("unique")
                .flatMap(v -> constant(UniquePolicy.class, v))
                .orElse(UniquePolicy.NO),
            values.time("dpd_delay", Duration.ZERO),
            LifetimeReader.ofIkeSa(section),
            values.bool("mobike", true) ? MobilityConfig.DEFAULT : MobilityConfig.NONE,
            auth.get(),
            policy,
            addressing(section),
            values
                .text("childless")
                .flatMap(v -> constant(ChildlessPolicy.class, v))
                .orElse(ChildlessPolicy.ALLOW),
            children));
  }

  /** What {@code vips} asks for and {@code pools} gives. */
  private Addressing addressing(SettingsView section) {
    Optional<Setting> vips = section.setting("vips");
    List<InetAddress> wanted = new ArrayList<>();
    for (String text : vips.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
      Optional<InetAddress> address =
          switch (text) {
            case "%config", "%config4" -> AddressParser.address("0.0.0.0");
            case "%config6" -> AddressParser.address("::");
            default -> AddressParser.address(text);
          };
      if (address.isPresent() && wanted.size() < Addressing.MOST_ADDRESSES) {
        wanted.add(address.get());
      } else {
        diagnostics.error(
            vips.orElseThrow().valuePosition(),
            "bad value '"
                + text
                + "' in 'vips': expected up to "
                + Addressing.MOST_ADDRESSES
                + " addresses, 0.0.0.0 or :: for any");
      }
    }
    List<String> pools =
        section.setting("pools").map(s -> ValueSyntax.list(s.value())).orElse(List.of());
    return new Addressing(wanted, pools, false);
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(upper)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private int localPort(SettingsView section, Values values) {
    int port = (int) values.number("local_port", daemon.port());
    if (port != daemon.port() && port != daemon.natTraversalPort()) {
      diagnostics.error(
          section.setting("local_port").orElseThrow().valuePosition(),
          "bad value '"
              + port
              + "' for 'local_port': expected a port at which the gateway listens, "
              + daemon.port()
              + " or "
              + daemon.natTraversalPort());
    }
    return port;
  }

  /**
   * An IKE SA may begin on the NAT traversal port (RFC 7296 2.23); the peer's port is then the same
   * kind of port, since messages carry the non-ESP marker between such ports alone.
   */
  private int remotePort(SettingsView section, Values values, int localPort) {
    boolean natTraversal = localPort == daemon.natTraversalPort() && localPort != daemon.port();
    int port =
        (int) values.number("remote_port", natTraversal ? Path.NAT_TRAVERSAL_PORT : Path.IKE_PORT);
    if (natTraversal && port == Path.IKE_PORT) {
      diagnostics.error(
          section.setting("remote_port").orElseThrow().valuePosition(),
          "bad value '"
              + port
              + "' for 'remote_port': messages from local_port = "
              + localPort
              + " carry the non-ESP marker, which port 500 does not take; expected the peer's NAT"
              + " traversal port, usually 4500");
    }
    return port;
  }

  private List<AddressSpec> addresses(SettingsView section, String key) {
    Optional<Setting> setting = section.setting(key);
    List<AddressSpec> addresses = new ArrayList<>();
    for (String text : setting.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
      Optional<AddressSpec> address = AddressParser.entry(text);
      if (address.isPresent()) {
        addresses.add(address.get());
      } else {
        diagnostics.error(
            setting.orElseThrow().valuePosition(),
            "bad value '"
                + text
                + "' in '"
                + key
                + "': expected an IP address, a subnet such as 10.1.0.0/16, a range such as"
                + " 10.0.0.1-10.0.0.9, a host name or %any");
      }
    }
    return addresses.isEmpty() ? List.of(new AddressSpec.Any()) : addresses;
  }

  private static PolicySettings policy(Values values) {
    return new PolicySettings(
        values.text("profile").flatMap(Profile::named), values.bool("refuse_classical", false));
  }

  private List<PolicyProposal> proposals(
      SettingsView section, String key, ProtocolId protocol, PolicySettings policy) {
    Optional<Setting> setting = section.setting(key);
    Set<PolicyProposal> proposals = new LinkedHashSet<>();
    for (String text : setting.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
      try {
        proposals.addAll(ProposalStrings.parseList(protocol, text));
      } catch (ProposalSyntaxException e) {
        diagnostics.error(
            setting.orElseThrow().valuePosition(), "'" + key + "': " + e.getMessage());
      }
    }
    if (!proposals.isEmpty()) {
      return usable(setting.orElseThrow(), List.copyOf(proposals), protocol, policy);
    }
    List<PolicyProposal> usual =
        policy
            .profile()
            .map(p -> p.proposals(protocol))
            .orElseGet(() -> DefaultProposals.of(protocol));
    return policy.refuseClassical() && protocol.equals(ProtocolId.IKE)
        ? PolicySettings.postQuantum(usual)
        : usual;
  }

  /** Proposals that were written, of which none may be classical alone if that is refused. */
  private List<PolicyProposal> usable(
      Setting setting, List<PolicyProposal> written, ProtocolId protocol, PolicySettings policy) {
    boolean needed =
        policy.refuseClassical()
            || !policy.profile().map(Profile::floor).orElse(List.of()).isEmpty();
    if (!needed || !protocol.equals(ProtocolId.IKE)) {
      return written;
    }
    List<PolicyProposal> kept = PolicySettings.postQuantum(written);
    for (PolicyProposal proposal : written) {
      if (!kept.contains(proposal)) {
        diagnostics.error(
            setting.valuePosition(),
            "the proposal "
                + proposal
                + " is classical alone, which "
                + (policy.refuseClassical()
                    ? "refuse_classical"
                    : "profile = " + policy.profile().orElseThrow().keyword())
                + " refuses: expected an ML-KEM in it, such as -ke1_mlkem768");
      }
    }
    return written;
  }

  private List<ChildSettings> children(
      SettingsView section, List<AddressSpec> remote, PolicySettings policy) {
    List<ChildSettings> children = new ArrayList<>();
    section
        .section("children")
        .ifPresent(all -> {
          for (SettingsView child : all.sections()) {
            children.add(child(child, remote, policy));
          }
        });
    if (children.isEmpty()) {
      diagnostics.error(
          section.position(),
          "connection '"
              + section.name()
              + "' has no children: expected children { net { local_ts = ... remote_ts = ... } }");
    }
    return children;
  }

  private ChildSettings child(
      SettingsView section, List<AddressSpec> remote, PolicySettings policy) {
    Values values = new Values(section);
    Optional<String> action = values.text("start_action").map(v -> v.toLowerCase(Locale.ROOT));
    boolean start = action.filter(v -> v.equals("start") || v.equals("restart")).isPresent();
    boolean reachable =
        remote.stream()
            .anyMatch(a -> a instanceof AddressSpec.Host || a instanceof AddressSpec.Name);
    if (start && !reachable) {
      diagnostics.error(
          section.setting("start_action").orElseThrow().valuePosition(),
          "start_action = start needs somebody to begin with: expected an address or a host name"
              + " in remote_addrs");
    }
    return new ChildSettings(
        section.name(),
        section.position(),
        selectors(section, "local_ts"),
        selectors(section, "remote_ts"),
        proposals(section, "esp_proposals", ProtocolId.ESP, policy),
        start ? StartAction.START : StartAction.NONE,
        (int) values.number("replay_window", daemon.replayWindow()),
        values.bool("copy_df", true),
        new LifetimeReader(diagnostics).ofChildSa(section),
        endAction(values, "close_action"),
        endAction(values, "dpd_action"));
  }

  private static EndAction endAction(Values values, String key) {
    return values
        .text(key)
        .map(v -> v.toLowerCase(Locale.ROOT))
        .filter(v -> v.equals("start") || v.equals("restart"))
        .map(v -> EndAction.START)
        .orElse(EndAction.NONE);
  }

  private List<SelectorTemplate> selectors(SettingsView section, String key) {
    Optional<Setting> setting = section.setting(key);
    List<SelectorTemplate> selectors = new ArrayList<>();
    for (String text : setting.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
      try {
        selectors.add(SelectorTemplate.parse(text));
      } catch (SelectorSyntaxException e) {
        diagnostics.error(
            setting.orElseThrow().valuePosition(), "'" + key + "': " + e.getMessage());
      }
    }
    return selectors.isEmpty() ? List.of(SelectorTemplate.Dynamic.ANY) : selectors;
  }
}
