package org.yett.features.spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.Evidence;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.ProvenClause;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.ledger.LedgerEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett spec show}: a clause and what proves it. */
@Command(
    name = "show",
    description = "Shows a clause, or all clauses of a section or document, with the evidence.",
    footer = {
      "",
      "Examples:",
      "  yett spec show rfc9370:2.2.1/3   one sentence",
      "  yett spec show rfc9370:2.2.1     all of a section",
      "  yett spec show rfc9370           all of a document"
    })
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "KEY", description = "The clause, section or document.")
  private String key;

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Yett's sources with their test results (default: where you are).")
  private Optional<Path> sources = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClauseKey wanted =
        ClauseKey.parse(key)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "\"" + key + "\" is no key; expected one like rfc9370:2.2.1/3"));
    Project.Gathered gathered = Project.in(sources).gather();
    List<ProvenClause> clauses = covered(gathered.book(), wanted);
    gathered.remarks().forEach(remark -> spec.commandLine().getErr().println("yett: " + remark));
    PrintWriter out = spec.commandLine().getOut();
    for (ProvenClause clause : clauses) {
      print(clause, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private static List<ProvenClause> covered(EvidenceBook book, ClauseKey wanted) {
    List<ProvenClause> clauses = book.covered(wanted).toList();
    if (!clauses.isEmpty()) {
      return clauses;
    }
    String hint =
        book.ledger().document(wanted.document()).isEmpty()
            ? "there is no document " + wanted.document() + " in the ledger"
            : wanted.isSentence()
                ? "the ledger has no such sentence; see yett spec show " + wanted.atSection()
                : "the ledger has no normative sentence in that section";
    throw new CommandFailure(ExitStatus.FAILED, wanted + ": " + hint);
  }

  /** Prints one clause and an empty line. */
  static void print(ProvenClause clause, PrintWriter out) {
    LedgerEntry entry = clause.entry();
    out.printf(
        "%s  %s  %s  %s%n",
        entry.key(), entry.level().keyword(), entry.role().word(), clause.status().word());
    out.println("  " + entry.paraphrase());
    out.println("  scope:    " + entry.outOfScope().map(why -> "out: " + why).orElse("in scope"));
    entry.reason().ifPresent(reason -> out.println("  reason:   " + reason));
    out.println(
        "  evidence: "
            + (clause.evidence().isEmpty()
                ? "none"
                : clause.evidence().stream()
                    .map(Evidence::word)
                    .collect(Collectors.joining(", "))));
    for (Citation citation : clause.code()) {
      out.println("  code:     " + citation.place());
    }
    for (Citation citation : clause.sectionCode()) {
      out.println("  section:  " + citation.place());
    }
    for (RunResult run : clause.runs()) {
      out.printf(
          Locale.ROOT,
          "  scenario: %s%s, %.3f s: %s (%s:%d)%n",
          run.verdict().word(),
          run.negative() ? ", negative" : "",
          run.duration().toNanos() / 1e9,
          run.name(),
          run.file(),
          run.line());
    }
    out.println();
  }
}
