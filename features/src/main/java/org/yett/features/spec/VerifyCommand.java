package org.yett.features.spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ledger.Ledger;
import org.yett.spec.ledger.LedgerConsistency;
import org.yett.spec.ledger.LedgerDocument;
import org.yett.spec.ledger.LedgerProblem;
import org.yett.spec.ledger.LedgerVerifier;
import org.yett.spec.ledger.LedgerVerifier.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett spec verify}: compares the ledger with the texts of the specifications. */
@Command(
    name = "verify",
    description = {
      "Checks that the ledger is consistent in itself and, with --texts, compares it with the texts",
      "of the specifications: every normative sentence has its entry, every entry its sentence,",
      "and none has changed."
    },
    footer = {
      "",
      "The texts are those that the RFC Editor publishes (rfc7296.txt, or 7296.txt), at any depth",
      "below DIR. A document whose entries were made from a transcription is called provisional,",
      "never clean, even if it agrees with the text found.",
      "",
      "Exit status: 0 nothing differs and every text was there (provisional documents included),",
      "1 a sentence is missing, extra or drifted, or the ledger is inconsistent, 5 nothing differs",
      "but a text is not there. Without --texts no sentence is compared, and it says so.",
      "",
      "Examples:",
      "  yett spec verify",
      "  yett spec verify --texts ~/rfc"
    })
final class VerifyCommand implements Callable<Integer> {

  @Option(
      names = "--texts",
      paramLabel = "DIR",
      description = "The directory that holds the texts.")
  private Optional<Path> texts = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Ledger ledger = Ledgers.load();
    List<LedgerProblem> problems = LedgerConsistency.problems(ledger);
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.FAILED,
          "the ledger is inconsistent:\n"
              + problems.stream().map(LedgerProblem::toString).collect(Collectors.joining("\n")));
    }
    PrintWriter out = spec.commandLine().getOut();
    return texts
        .map(directory -> compare(ledger, directory, out))
        .orElseGet(() -> {
          out.printf(
              "%d documents with %d sentences are consistent; not compared with any text (--texts"
                  + " DIR)%n",
              ledger.documents().size(), ledger.entries().count());
          out.flush();
          return ExitStatus.OK;
        });
  }

  private static int compare(Ledger ledger, Path texts, PrintWriter out) {
    if (!Files.isDirectory(texts)) {
      throw new CommandFailure(
          ExitStatus.FAILED, texts + " is no directory; expected one with texts like rfc7296.txt");
    }
    try {
      return print(LedgerVerifier.verify(ledger, texts), out);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "cannot read the texts: " + e);
    }
  }

  /** Prints all verdicts and a closing line; returns the exit status that they come to. */
  static int print(List<Verdict> verdicts, PrintWriter out) {
    int clean = 0;
    int provisional = 0;
    int differing = 0;
    int notRun = 0;
    int sentences = 0;
    for (Verdict verdict : verdicts) {
      LedgerDocument document = verdict.document();
      String name = String.format("%-18s", document.name());
      switch (verdict) {
        case Verdict.Agrees agrees -> {
          sentences += agrees.sentences() + agrees.byHand();
          String counts =
              agrees.sentences()
                  + " sentences"
                  + (agrees.byHand() > 0 ? " and " + agrees.byHand() + " by hand" : "")
                  + " ("
                  + agrees.text().getFileName()
                  + ")";
          if (document.provisional()) {
            provisional++;
            out.println(name + "provisional: made from a transcription; agrees in " + counts);
          } else {
            clean++;
            out.println(name + "agrees: " + counts);
          }
        }
        case Verdict.Differs differs -> {
          differing++;
          out.println(
              name
                  + "differs from "
                  + differs.text()
                  + (document.provisional() ? " (provisional: made from a transcription):" : ":"));
          differs.differences().forEach(difference -> out.println("  " + difference));
        }
        case Verdict.NotRun(LedgerDocument ignored, String reason) -> {
          notRun++;
          out.println(name + "not run: " + reason);
        }
      }
    }
    out.printf(
        "%d documents: %d agree, %d provisional, %d differ, %d not run; %d sentences agree%n",
        verdicts.size(), clean, provisional, differing, notRun, sentences);
    out.flush();
    return differing > 0
        ? ExitStatus.FAILED
        : notRun > 0 ? ExitStatus.NOT_POSSIBLE_HERE : ExitStatus.OK;
  }
}
