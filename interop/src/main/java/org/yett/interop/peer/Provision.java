package org.yett.interop.peer;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the peers of a run can be had on this machine. */
public sealed interface Provision {

  /**
   * They are there.
   *
   * @param roots their root filesystems
   */
  record Ready(PeerRoots roots) implements Provision {}

  /**
   * One is not, and scenarios with it are therefore not run.
   *
   * @param reason why, in one line for a person
   */
  record NotAvailable(String reason) implements Provision {}

  /**
   * What a run needs besides strongSwan, whose tools every run needs.
   *
   * @param libreswan whether it needs libreswan
   * @param libreswanRoot a root filesystem with the libreswan that is to be taken
   */
  record Wanted(boolean libreswan, Optional<Path> libreswanRoot) {}

  /** strongSwan alone. */
  static Provision strongSwan(Cache cache, PrintStream out) {
    return of(new Wanted(false, Optional.empty()), cache, out);
  }

  /**
   * Finds or fetches what is wanted.
   *
   * @param out where progress is printed
   */
  static Provision of(Wanted wanted, Cache cache, PrintStream out) {
    return switch (DebianRoot.prepare(Recipe.STRONGSWAN, cache, out)) {
      case DebianRoot.Missing(String reason) -> new NotAvailable(reason);
      case DebianRoot.There(DebianRoot strongSwan) when !wanted.libreswan() ->
          new Ready(new PeerRoots(strongSwan, Optional.empty()));
      case DebianRoot.There(DebianRoot strongSwan) ->
          switch (DebianRoot.prepare(Recipe.LIBRESWAN, cache, out)) {
            case DebianRoot.Missing(String reason) -> new NotAvailable(reason);
            case DebianRoot.There(DebianRoot packaged) ->
                new Ready(new PeerRoots(strongSwan, Optional.of(packaged)));
          };
    };
  }
}
