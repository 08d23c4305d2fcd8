package org.yett.gateway.cli;

import java.io.PrintWriter;
import org.yett.gateway.vici.ViciMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett rekey}: replaces SAs by new ones. */
@Command(
    name = "rekey",
    description =
        "Replaces Child SAs, or IKE SAs, by new ones with new keys, while traffic goes on.",
    footer = {
      "",
      "Exit status: 0 if all of them are replaced, 1 if not or if there was none, 4 if no gateway",
      "answers.",
      "",
      "Examples:",
      "  yett rekey net                # Child SAs 'net', or IKE SAs of that connection",
      "  yett rekey gw --reauth        # the IKE SA from scratch, with both identities proved again"
    })
public final class RekeyCommand implements Subcommand {

  @Mixin private ControlConnection connection;

  @Mixin private SaName name;

  @Option(
      names = "--reauth",
      description = "Set IKE SAs up from scratch instead of deriving new keys from the old.")
  private boolean reauthenticate;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Wait no longer; 0 waits as long as it takes. Default: ${DEFAULT-VALUE}.")
  private int timeout = 30;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return connection.call(client -> {
      ViciMessage answer =
          client.request(
              "rekey",
              name.request(client)
                  .flag("reauth", reauthenticate)
                  .put("yett-timeout", timeout * 1000L)
                  .build());
      return Progress.report(answer, "rekeying '" + name + "'", out);
    });
  }
}
