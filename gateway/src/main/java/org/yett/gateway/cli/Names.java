package org.yett.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.yett.gateway.vici.ViciClient;
import org.yett.gateway.vici.ViciMessage;

/** What initiating and terminating have in common. */
final class Names {

  private Names() {}

  /**
   * Whether a name is that of a child; one that is neither counts as a child's, for the gateway to
   * refuse.
   */
  static boolean isChild(ViciClient client, String name) throws IOException {
    AtomicBoolean child = new AtomicBoolean();
    AtomicBoolean connection = new AtomicBoolean();
    client.stream(
        "list-conns",
        ViciMessage.EMPTY,
        "list-conn",
        event -> {
          for (ViciMessage.Section section : event.sections()) {
            connection.compareAndSet(false, section.name().equals(name));
            boolean has =
                section.content().section("children").flatMap(c -> c.section(name)).isPresent();
            child.compareAndSet(false, has);
          }
        });
    return child.get() || !connection.get();
  }

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
