package org.yett.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.GatewayConfig;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.Profile;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.gateway.explain.TwoEnds;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.spec.iana.ProtocolId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett explain}: what a configuration, or a profile, comes to. */
@Command(
    name = "explain",
    description = {
      "Tells what a configuration comes to: proposals in order of preference, the floor beneath",
      "whatever is agreed, and how the ends authenticate."
    },
    footer = {
      "",
      "With --peer both configurations are laid side by side: what each would offer, what would be",
      "chosen whoever begins, or what is missing and on whose side.",
      "",
      "Exit status: 0 if the configuration can be used, 3 if it has errors; with --peer 1 if the",
      "two would not agree.",
      "",
      "Examples:",
      "  yett explain /etc/swanctl/swanctl.conf",
      "  yett explain a/swanctl.conf --peer b/swanctl.conf",
      "  yett explain --profile cnsa2"
    })
public final class ExplainCommand implements Subcommand {

  @Parameters(paramLabel = "CONFIG", arity = "0..1", description = "A swanctl.conf.")
  private Path config;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "Explain a profile: compat, hybrid-required, cnsa2 or pq-only.")
  private String profile;

  @Option(
      names = "--peer",
      paramLabel = "CONFIG",
      description = "The peer's swanctl.conf: explain what would be chosen with it.")
  private Path peer;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if ((config == null) == (profile == null)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "what is to be explained? expected CONFIG or --profile PROFILE");
    }
    if (peer != null && config == null) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--peer goes with a configuration of ours: expected CONFIG too");
    }
    if (profile != null) {
      explain(
          Profile.named(profile)
              .orElseThrow(() ->
                  new CommandFailure(
                      ExitStatus.USAGE,
                      "unknown profile '"
                          + profile
                          + "': expected compat, hybrid-required, cnsa2 or pq-only")),
          out);
      return ExitStatus.OK;
    }
    Optional<GatewayConfig> ours = load(config);
    Optional<GatewayConfig> peers = peer == null ? Optional.empty() : load(peer);
    if (ours.isEmpty() || (peer != null && peers.isEmpty())) {
      return ExitStatus.CONFIGURATION;
    }
    if (peers.isEmpty()) {
      explain(ours.get(), out);
      return ExitStatus.OK;
    }
    TwoEnds both = TwoEnds.of(config.toString(), ours.get(), peer.toString(), peers.get());
    both.text().forEach(out::println);
    return both.agree() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  /** Empty if it has errors, which have been printed. */
  private Optional<GatewayConfig> load(Path file) {
    ConfigResult result = ConfigLoader.load(file);
    PrintWriter err = spec.commandLine().getErr();
    result.diagnostics().forEach(err::println);
    return switch (result) {
      case ConfigResult.Rejected rejected -> Optional.empty();
      case ConfigResult.Loaded loaded -> Optional.of(loaded.config());
    };
  }

  private static void explain(Profile profile, PrintWriter out) {
    out.println("profile " + profile.keyword() + ": " + profile.summary());
    proposals("IKE", profile.proposals(ProtocolId.IKE), out);
    proposals("ESP", profile.proposals(ProtocolId.ESP), out);
    floor("floor", profile.floor(), out);
    floor("floor of Child SAs", profile.childFloor(), out);
    out.println("  signatures: " + schemes(profile.signatures()));
    out.println("  pre-shared keys: " + (profile.allowsPreSharedKeys() ? "accepted" : "refused"));
  }

  private static void explain(GatewayConfig loaded, PrintWriter out) {
    for (ConnectionSettings connection : loaded.connections()) {
      Optional<Profile> chosen = connection.policy().profile();
      out.println(
          "connection "
              + connection.name()
              + chosen.map(p -> ", profile " + p.keyword() + ": " + p.summary()).orElse(""));
      proposals("IKE", connection.proposals(), out);
      connection
          .children()
          .forEach(child -> proposals("ESP of " + child.name(), child.proposals(), out));
      floor("floor", connection.policy().floor(), out);
      floor("floor of Child SAs", connection.policy().childFloor(), out);
      int round = 1;
      for (LocalAuthSettings local : connection.auth().local()) {
        out.println(
            "  we authenticate (round %d) as '%s' by %s"
                .formatted(round++, local.identity(), method(local)));
      }
      round = 1;
      for (RemoteAuthSettings remote : connection.auth().remote()) {
        out.println(
            "  the peer authenticates (round %d) as '%s' by %s"
                .formatted(round++, remote.identity(), method(remote)));
      }
    }
  }

  private static String method(LocalAuthSettings local) {
    return switch (local) {
      case LocalAuthSettings.Psk psk -> "pre-shared key";
      case LocalAuthSettings.Null none -> "nothing (NULL authentication)";
      case LocalAuthSettings.Pubkey pubkey -> "signature: " + schemes(pubkey.schemes());
      case LocalAuthSettings.Eap eap -> eap.described();
    };
  }

  private static String method(RemoteAuthSettings remote) {
    return switch (remote) {
      case RemoteAuthSettings.Psk psk -> "pre-shared key";
      case RemoteAuthSettings.Null none -> "nothing (NULL authentication)";
      case RemoteAuthSettings.Eap eap -> eap.described();
      case RemoteAuthSettings.Pubkey pubkey ->
          "signature: %s; revocation %s"
              .formatted(
                  schemes(pubkey.schemes()),
                  pubkey.trust().revocation().name().toLowerCase(java.util.Locale.ROOT));
    };
  }

  private static void proposals(String what, List<PolicyProposal> proposals, PrintWriter out) {
    out.println("  " + what + " proposals, in order of preference:");
    proposals.forEach(proposal -> out.println("    " + proposal));
  }

  private static void floor(String name, List<SuiteRequirement> floor, PrintWriter out) {
    out.println(
        "  %s: ".formatted(name)
            + (floor.isEmpty()
                ? "none"
                : floor.stream()
                    .map(SuiteRequirement::toString)
                    .collect(Collectors.joining(", "))));
  }

  private static String schemes(List<SignatureScheme> schemes) {
    return schemes.isEmpty()
        ? "any that the key has"
        : schemes.stream().map(SignatureScheme::toString).collect(Collectors.joining(", "));
  }
}
