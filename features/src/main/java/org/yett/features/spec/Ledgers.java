package org.yett.features.spec;

import java.util.stream.Collectors;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ledger.Ledger;
import org.yett.spec.ledger.LedgerProblem;

/** The ledger that the program ships, for commands. */
final class Ledgers {

  private Ledgers() {}

  /**
   * Loads the ledger.
   *
   * @throws CommandFailure naming file and line of everything that is malformed in it
   */
  static Ledger load() {
    return switch (Ledger.load()) {
      case Ledger.Loaded.Ready(Ledger ledger) -> ledger;
      case Ledger.Loaded.Malformed(var problems) ->
          throw new CommandFailure(
              ExitStatus.CONFIGURATION,
              "the ledger is malformed:\n"
                  + problems.stream()
                      .map(LedgerProblem::toString)
                      .collect(Collectors.joining("\n")));
    };
  }
}
