package org.yett.interop.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The page of a cell: its verdict, everything that was looked for, and the evidence. */
final class BundlePage {
  private static final String UP = "../../../../";
  private static final int MOST_SHOWN = 200_000;

  /** How checks of the link begin. */
  private static final String LINK = "on the link: ";

  /** What the files are, for a reader. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("wire.pcapng", "the capture of the link, each IKE message with a comment");
    FILES.put("plain.pcapng", "the same in plain: IKE messages, and what was inside of ESP");
    FILES.put("transcript.txt", "who said what");
    FILES.put("keys-compared.txt", "what the two ends derived, side by side");
    FILES.put("verdict.json", "all of this page, for programs");
    FILES.put("key-trace.txt", "every step of the key schedule");
    FILES.put("trace.jsonl", "the gateway's own trace");
    FILES.put("counters.txt", "the gateway's counters");
    FILES.put("ikev2_decryption_table", "keys of this epoch for Wireshark, IKE");
    FILES.put("esp_sa", "keys for Wireshark, ESP");
  }

  private final Outcome outcome;
  private final Path directory;
  private final Causes causes;

  BundlePage(Outcome outcome, Path directory, Causes causes) {
    this.outcome = outcome;
    this.directory = directory;
    this.causes = causes;
  }

  String html() throws IOException {
    StringBuilder html = new StringBuilder();
    String verdict = outcome.verdict();
    html.append(
        "<h1>%s, Yett as %s <span class=\"verdict v-%s\">%s</span></h1>\n<p class=\"lead\">%s</p>\n"
            .formatted(
                Html.text(outcome.scenario()),
                outcome.role(),
                verdict.replace(' ', '-'),
                verdict,
                Html.text(outcome.shows())));
    if (!outcome.reason().isEmpty()) {
      html.append(
          "<p class=\"remark %s\">%s</p>\n"
              .formatted(verdict.equals("fail") ? "bad" : "", Html.text(outcome.reason())));
    }
    causes
        .of(outcome)
        .ifPresent(cause ->
            html.append(
                "<p class=\"remark\"><b>At fault: %s</b> (%s). %s</p>\n"
                    .formatted(
                        Html.text(cause.fault()),
                        Html.text(cause.clause()),
                        Html.text(cause.words()))));
    facts(html);
    checks(html);
    shown(html);
    files(html);
    return Html.page(
        UP,
        outcome.scenario() + ", " + outcome.role() + ", " + outcome.peer(),
        html.toString(),
        "The secrets in these files were made for this run alone and protect nothing.");
  }

  private void facts(StringBuilder html) {
    html.append("<dl class=\"facts\">");
    fact(html, "Under test", Html.text(outcome.subject()));
    fact(html, "Peer", Html.text(outcome.peer()));
    fact(html, "Datapath", Html.text(outcome.datapath()));
    fact(
        html,
        "Began",
        "%s, took %s s"
            .formatted(
                MatrixPage.time(outcome.date()),
                String.format(Locale.ROOT, "%.1f", outcome.seconds())));
    fact(html, "Run again", "<code>" + Html.text(outcome.command()) + "</code>");
    List<String> clauses = outcome.texts("clauses");
    if (!clauses.isEmpty()) {
      fact(
          html,
          outcome.verdict().equals("pass") ? "Proves" : "Would prove",
          "<code>" + Html.text(String.join(" ", clauses)) + "</code>");
    }
    html.append("</dl>\n");
  }

  private static void fact(StringBuilder html, String term, String description) {
    html.append("<dt>%s</dt><dd>%s</dd>".formatted(term, description));
  }

  private void checks(StringBuilder html) {
    html.append("<h2>What was looked for</h2>\n");
    if (outcome.checks().isEmpty()) {
      html.append("<p class=\"nothing\">Nothing: it did not come to that.</p>\n");
      return;
    }
    checks(
        html,
        "In the decrypted capture",
        outcome.checks().stream().filter(check -> check.what().startsWith(LINK)).toList());
    checks(
        html,
        "At both ends, step by step",
        outcome.checks().stream().filter(check -> !check.what().startsWith(LINK)).toList());
    if (!outcome.verdict().equals("pass")) {
      List<String> stated = outcome.texts("on_the_link");
      List<String> looked = outcome.checks().stream().map(Outcome.Looked::what).toList();
      List<String> left = stated.stream().filter(fact -> !looked.contains(LINK + fact)).toList();
      if (!left.isEmpty()) {
        html.append("<p>The link would further have had to show:</p><ul>");
        left.forEach(fact -> html.append("<li>" + Html.text(fact) + "</li>"));
        html.append("</ul>\n");
      }
    }
  }

  private static void checks(StringBuilder html, String title, List<Outcome.Looked> checks) {
    if (checks.isEmpty()) {
      return;
    }
    html.append("<h3>%s</h3>\n<div class=\"box\"><table class=\"checks\">".formatted(title));
    for (Outcome.Looked check : checks) {
      String what =
          check.what().startsWith(LINK) ? check.what().substring(LINK.length()) : check.what();
      html.append(
          "<tr><td class=\"%s\">%s</td><td>%s<small>%s</small></td></tr>"
              .formatted(
                  check.seen() ? "seen" : "missed",
                  check.seen() ? "seen" : "not seen",
                  Html.text(what),
                  Html.text(check.evidence())));
    }
    html.append("</table></div>\n");
  }

  /** What is best read in place. */
  private void shown(StringBuilder html) throws IOException {
    html.append("<h2>Transcript and configurations</h2>\n");
    for (Path file : all()) {
      String name = file.getFileName().toString();
      boolean transcript = name.equals("transcript.txt");
      boolean wanted =
          transcript
              || name.equals("keys-compared.txt")
              || name.endsWith(".conf")
              || name.endsWith(".secrets");
      if (wanted && Files.size(file) <= MOST_SHOWN) {
        html.append(
            "<details%s><summary>%s</summary><pre>%s</pre></details>\n"
                .formatted(
                    transcript ? " open" : "",
                    Html.text(relative(file)),
                    Html.text(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))));
      }
    }
  }

  private void files(StringBuilder html) throws IOException {
    html.append("<h2>Files</h2>\n<div class=\"box\"><ul class=\"files\">");
    for (Path file : all()) {
      String name = relative(file);
      String about = FILES.getOrDefault(file.getFileName().toString(), "");
      html.append(
          "<li><a href=\"%s\">%s</a> <small>%s%d octets</small></li>"
              .formatted(
                  Html.text(name),
                  Html.text(name),
                  about.isEmpty() ? "" : about + "; ",
                  Files.size(file)));
    }
    html.append("</ul></div>\n");
  }

  private String relative(Path file) {
    return directory.relativize(file).toString();
  }

  /** Those of the whole cell first, then each side's. */
  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.equals(directory.resolve("index.html")))
          .sorted((a, b) -> {
            int depth = Boolean.compare(nested(a), nested(b));
            return depth != 0 ? depth : a.compareTo(b);
          })
          .toList();
    }
  }

  private boolean nested(Path file) {
    return directory.relativize(file).getNameCount() > 1;
  }
}
