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
      "Exit status: 0 if the configuration can be used, 3 if it has errors.",
      "",
      "Examples:",
      "  yett explain /etc/swanctl/swanctl.conf",
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if ((config == null) == (profile == null)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "what is to be explained? expected CONFIG or --profile PROFILE");
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
    ConfigResult result = ConfigLoader.load(config);
    PrintWriter err = spec.commandLine().getErr();
    result.diagnostics().forEach(err::println);
    return switch (result) {
      case ConfigResult.Rejected rejected -> ExitStatus.CONFIGURATION;
      case ConfigResult.Loaded loaded -> {
        explain(loaded.config(), out);
        yield ExitStatus.OK;
      }
    };
  }

  private static void explain(Profile profile, PrintWriter out) {
    out.println("profile " + profile.keyword() + ": " + profile.summary());
    proposals("IKE", profile.proposals(ProtocolId.IKE), out);
    proposals("ESP", profile.proposals(ProtocolId.ESP), out);
    floor(profile.floor(), out);
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
      floor(connection.policy().floor(), out);
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
      case LocalAuthSettings.Pubkey pubkey -> "signature: " + schemes(pubkey.schemes());
    };
  }

  private static String method(RemoteAuthSettings remote) {
    return switch (remote) {
      case RemoteAuthSettings.Psk psk -> "pre-shared key";
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

  private static void floor(List<SuiteRequirement> floor, PrintWriter out) {
    out.println(
        "  floor: "
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
