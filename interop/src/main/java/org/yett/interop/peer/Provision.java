package org.yett.interop.peer;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.yett.interop.lab.LaboratoryException;

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
   * @param guest whether it needs strongSwan with a kernel of its own
   * @param libreswan whether it needs libreswan
   * @param libreswanRoot a root filesystem with the libreswan that is to be taken
   */
  record Wanted(boolean guest, boolean libreswan, Optional<Path> libreswanRoot) {}

  /** strongSwan alone. */
  static Provision strongSwan(Cache cache, PrintStream out) {
    return of(new Wanted(false, false, Optional.empty()), cache, out);
  }

  /**
   * Finds or fetches what is wanted.
   *
   * @param out where progress is printed
   */
  static Provision of(Wanted wanted, Cache cache, PrintStream out) {
    try {
      DebianRoot strongSwan = root(DebianRoot.prepare(Recipe.STRONGSWAN, cache, out));
      Optional<DebianRoot> guest =
          wanted.guest()
              ? Optional.of(root(DebianRoot.prepare(Recipe.STRONGSWAN_GUEST, cache, out)))
              : Optional.empty();
      Optional<DebianRoot> libreswan =
          wanted.libreswan()
              ? Optional.of(root(DebianRoot.prepare(Recipe.LIBRESWAN, cache, out)))
              : Optional.empty();
      Optional<DebianRoot> named =
          wanted.libreswanRoot().isPresent()
              ? Optional.of(root(NamedRoot.of(wanted.libreswanRoot().get())))
              : Optional.empty();
      return new Ready(new PeerRoots(strongSwan, guest, libreswan, named));
    } catch (LaboratoryException e) {
      return new NotAvailable(e.getMessage());
    }
  }

  private static DebianRoot root(DebianRoot.Result result) throws LaboratoryException {
    return switch (result) {
      case DebianRoot.There(DebianRoot root) -> root;
      case DebianRoot.Missing(String reason) -> throw new LaboratoryException(reason);
    };
  }
}
