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
      "Fetches the peers, so that a later run need not; 'kernel' is strongSwan with ESP in a kernel",
      "of its own.",
      "They are kept in the directory that the environment variable YETT_CACHE names, else in",
      "/var/cache/yett."
    },
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
  /** Peers that are fetched. */
  enum Prepared {
    strongswan,
    kernel,
    libreswan
  }

  @Option(names = "--peer", description = "only this peer: ${COMPLETION-CANDIDATES} (default: all)")
  private Set<Prepared> peers = EnumSet.noneOf(Prepared.class);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean all = peers.isEmpty();
    List<Provision> provisions = new ArrayList<>();
    if (all || peers.contains(Prepared.strongswan)) {
      provisions.add(fetch(false, false));
    }
    if (all || peers.contains(Prepared.kernel)) {
      provisions.add(fetch(true, false));
    }
    if (all || peers.contains(Prepared.libreswan)) {
      provisions.add(fetch(false, true));
    }
    for (Provision provision : provisions) {
      switch (provision) {
        case Provision.Ready(PeerRoots(var strongSwan, var guest, var libreswan, var _)) -> {
          guest.ifPresent(root -> tell("strongSwan with a kernel", root));
          libreswan.ifPresent(root -> tell("libreswan", root));
          if (guest.isEmpty() && libreswan.isEmpty()) {
            tell("strongSwan", strongSwan);
          }
        }
        case Provision.NotAvailable(String reason) ->
            throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, reason);
      }
    }
    return ExitStatus.OK;
  }

  private static Provision fetch(boolean guest, boolean libreswan) {
    return Provision.of(
        new Provision.Wanted(guest, libreswan, Optional.empty()),
        Cache.of(System.getenv()),
        System.err);
  }

  private void tell(String name, DebianRoot root) {
    spec.commandLine().getOut().println(name + " " + root.version() + " in " + root.directory());
    spec.commandLine().getOut().flush();
  }
}
