package org.yett.interop.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.peer.Cache;
import org.yett.interop.peer.DebianRoot;
import org.yett.interop.peer.PeerRoots;
import org.yett.interop.peer.Provision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  /** Peers that are fetched. */
  enum Prepared {
    strongswan,
    libreswan
  }

  @Option(names = "--peer", description = "only this peer: ${COMPLETION-CANDIDATES} (default: all)")
  private Set<Prepared> peers = EnumSet.noneOf(Prepared.class);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean all = peers.isEmpty();
    Cache cache = Cache.of(System.getenv());
    List<Provision> provisions = new ArrayList<>();
    if (all || peers.contains(Prepared.strongswan)) {
      provisions.add(Provision.strongSwan(cache, System.err));
    }
    if (all || peers.contains(Prepared.libreswan)) {
      provisions.add(Provision.of(new Provision.Wanted(true, Optional.empty()), cache, System.err));
    }
    for (Provision provision : provisions) {
      switch (provision) {
        case Provision.Ready(PeerRoots roots) ->
            roots
                .libreswan()
                .ifPresentOrElse(
                    root -> tell("libreswan", root), () -> tell("strongSwan", roots.strongSwan()));
        case Provision.NotAvailable(String reason) ->
            throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, reason);
      }
    }
    return ExitStatus.OK;
  }

  private void tell(String name, DebianRoot root) {
    spec.commandLine().getOut().println(name + " " + root.version() + " in " + root.directory());
    spec.commandLine().getOut().flush();
  }
}
