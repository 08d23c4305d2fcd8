package org.yett.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import org.yett.gateway.vici.ViciMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett initiate}: sets up an IKE SA and a Child SA. */
@Command(
    name = "initiate",
    description = "Sets up a Child SA, and the IKE SA that it needs, and waits until it stands.",
    footer = {
      "",
      "POSTURE, several of them separated by commas: hybrid (a classical and a post-quantum key",
      "exchange), post-quantum (a post-quantum one), pq-only (no classical one), ppk (a",
      "post-quantum preshared key is mixed in), pq-auth (both ends have authenticated in a way that",
      "a quantum computer does not forge: ML-DSA, SLH-DSA or a pre-shared key), transcript-bound",
      "(all of IKE_SA_INIT is authenticated), standard (no experimental key exchange).",
      "",
      "Exit status: 0 if it stands, 1 if it could not be set up, 4 if no gateway answers, 6 if it",
      "stands, but below the posture that was required; it is not taken down then.",
      "",
      "Examples:",
      "  yett initiate net                 # the child 'net', or the connection of that name",
      "  yett initiate net --ike gw        # the child 'net' of the connection 'gw'",
      "  yett initiate gw --timeout 5",
      "  yett initiate net --require hybrid,transcript-bound"
    })
public final class InitiateCommand implements Subcommand {

  @Mixin private ControlConnection connection;

  @Mixin private SaName name;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Wait no longer; 0 waits as long as it takes. Default: ${DEFAULT-VALUE}.")
  private int timeout = 0;

  @Option(names = "--quiet", description = "Do not print what happens on the way.")
  private boolean quiet;

  @Option(
      names = "--require",
      paramLabel = "POSTURE",
      split = ",",
      description = "What the IKE SA has to be; without it the exit status is 6.")
  private List<String> required = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<RequiredPosture> postures = required.stream().map(RequiredPosture::named).toList();
    return connection.call(client -> {
      ViciMessage answer =
          client.stream(
              "initiate",
              name.request(client).put("timeout", timeout * 1000L).build(),
              "control-log",
              line -> Progress.print(quiet, out, line));
      int status = Progress.report(answer, "initiating '" + name + "'", out);
      return postures.isEmpty() ? status : RequiredPosture.check(client, name, postures, out);
    });
  }
}
