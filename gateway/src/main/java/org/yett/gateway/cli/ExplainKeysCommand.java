package org.yett.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.yett.gateway.explain.KeyComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett explain-keys}: where two ends that ought to have the same keys part. */
@Command(
    name = "explain-keys",
    description = {
      "Compares what two ends derived, step by step, and tells the first step that differs: which",
      "value, by which formula of which clause, and what may be wrong with it. Each log is one"
          + " that",
      "'yett --keylog' wrote, one of strongSwan's charon with level 4 for ike and chd, or one of",
      "libreswan's pluto with plutodebug=\"all private\", which shows SK_a and SK_e alone."
    },
    footer = {
      "",
      "Exit status: 0 if nothing differs, 1 if something does or if they have nothing in common.",
      "",
      "Example:",
      "  yett explain-keys keys/keys-4711-1.jsonl charon.log"
    })
public final class ExplainKeysCommand implements Subcommand {

  @Parameters(index = "0", paramLabel = "A", description = "A log.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "The log of the other end.")
  private Path second;

  @Option(
      names = "--show",
      description = "Print the values that differ, secret as they are, not their fingerprints.")
  private boolean show;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    KeyComparison comparison;
    try {
      comparison = KeyComparison.of(first, second);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, DecryptCommand.reason(e));
    }
    PrintWriter out = spec.commandLine().getOut();
    comparison.text(show).forEach(out::println);
    out.flush();
    return comparison.comparable() && comparison.agree() ? ExitStatus.OK : ExitStatus.FAILED;
  }
}
