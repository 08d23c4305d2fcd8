package org.yett.gateway.pki.cli;

import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands of {@code yett pki} have: an error in words rather than a stack trace. */
abstract class PkiStep implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (PkiException e) {
      throw new CommandFailure(ExitStatus.FAILED, e.getMessage());
    }
  }

  /** Does the work; returns the exit status. */
  abstract int run() throws PkiException;
}
