package org.yett.interop.cli;

import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.peer.Cache;
import org.yett.interop.peer.Provision;
import org.yett.interop.peer.StrongSwanRoot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett interop prepare}. */
@Command(
    name = "prepare",
    description = {
      "Fetches the peers, so that a later run need not.",
      "They are kept in the directory that the environment variable YETT_CACHE names, else in",
      "/var/cache/yett."
    },
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return switch (StrongSwanRoot.prepare(Cache.of(System.getenv()), System.err)) {
      case Provision.Ready(StrongSwanRoot root) -> {
        spec.commandLine()
            .getOut()
            .println("strongSwan " + root.version() + " in " + root.directory());
        spec.commandLine().getOut().flush();
        yield ExitStatus.OK;
      }
      case Provision.NotAvailable(String reason) ->
          throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, reason);
    };
  }
}
