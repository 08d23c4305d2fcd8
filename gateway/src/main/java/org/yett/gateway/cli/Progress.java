package org.yett.gateway.cli;

import java.io.PrintWriter;
import org.yett.gateway.vici.ViciMessage;

/** Prints what the gateway does at a command, and how it ended. */
final class Progress {

  private Progress() {}

  /** Prints a line of the log that comes with a command. */
  static void print(boolean quiet, PrintWriter out, ViciMessage line) {
    if (!quiet) {
      out.println("[" + line.text("group").orElse("") + "] " + line.text("msg").orElse(""));
      out.flush();
    }
  }

  /** Prints how a command ended; returns the exit status. */
  static int report(ViciMessage answer, String what, PrintWriter out) {
    if (answer.text("success").filter("yes"::equals).isPresent()) {
      out.println(what + " succeeded");
      return ExitStatus.OK;
    }
    throw new CommandFailure(
        ExitStatus.FAILED, answer.text("errmsg").orElse(what + " failed, and nobody says why"));
  }
}
