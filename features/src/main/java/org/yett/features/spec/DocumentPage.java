package org.yett.features.spec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.spec.Level;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.Evidence;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.ProvenClause;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.ledger.LedgerDocument;
import org.yett.spec.ledger.LedgerEntry;
import org.yett.spec.ledger.Role;
import org.yett.spec.ledger.Status;

/** The page of one document: its clauses in the order of the text, with filters. */
final class DocumentPage {

  /** Up to how many links are in sight without being asked for. */
  private static final int OPEN = 3;

  private final EvidenceBook book;
  private final Set<String> sources;

  /**
   * @param sources the files that have a page of their own
   */
  DocumentPage(EvidenceBook book, Set<String> sources) {
    this.book = book;
    this.sources = sources;
  }

  /** Where in the report the page of a source file lies. */
  static String sourcePage(String file) {
    return "src/" + file + ".html";
  }

  /** A link to a line of a source, as HTML; plain text if the file has no page. */
  static String link(Set<String> sources, String file, int line, String text) {
    return sources.contains(file)
        ? "<a href=\"%s#L%d\">%s</a>".formatted(Html.text(sourcePage(file)), line, Html.text(text))
        : Html.text(text);
  }

  /** The content of the page, as HTML. */
  String of(LedgerDocument document) {
    List<ProvenClause> clauses =
        document.entries().stream()
            .sorted((a, b) -> a.key().compareTo(b.key()))
            .map(entry -> book.clause(entry.key()).orElseThrow())
            .toList();
    StringBuilder html = new StringBuilder();
    html.append(
        "<h1>%s</h1>\n<p class=\"lead\">%s. <a href=\"%s\">The text</a></p>\n"
            .formatted(name(document), Html.text(document.title()), textOf(document)));
    if (document.provisional()) {
      html.append(
          "<p class=\"remark\">Provisional: the sentences were taken from a transcription, not from"
              + " the published text.</p>\n");
    }
    html.append("<div class=\"bylevel\">");
    for (Level level : Level.values()) {
      List<ProvenClause> part =
          clauses.stream().filter(clause -> clause.entry().level() == level).toList();
      if (!part.isEmpty()) {
        html.append(
            "<b>%s</b>%s<em>%d</em>"
                .formatted(
                    level.keyword(),
                    Bars.of(part, page(document) + "?level=" + queried(level.keyword()) + "&"),
                    part.size()));
      }
    }
    html.append("</div>\n").append(Bars.legend()).append(filters());
    Map<String, List<ProvenClause>> sections =
        clauses.stream()
            .collect(
                Collectors.groupingBy(
                    clause -> clause.entry().key().section().orElseThrow(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    sections.forEach((section, part) -> {
      html.append(
          "<section class=\"part\"><h2 id=\"%1$s\"><a href=\"#%1$s\">%2$s %1$s</a></h2>\n"
              .formatted(section, Character.isLetter(section.charAt(0)) ? "Appendix" : "Section"));
      citations(html, "Code that names the section as a whole", part.getFirst().sectionCode());
      part.forEach(clause -> html.append(clause(clause)));
      html.append("</section>\n");
    });
    return html.toString();
  }

  private static String filters() {
    Map<String, String> levels = new LinkedHashMap<>();
    levels.put("MUST*", "MUST, MUST NOT");
    levels.put("SHOULD*", "SHOULD, SHOULD NOT");
    Arrays.stream(Level.values()).forEach(level -> levels.put(level.keyword(), level.keyword()));
    return "<form class=\"filters\" autocomplete=\"off\">"
        + select("level", "Any level", levels)
        + select("role", "Any role", same(Arrays.stream(Role.values()).map(Role::word)))
        + select(
            "ladder", "Any evidence", same(Arrays.stream(Standing.values()).map(Standing::word)))
        + select("status", "Any status", same(Arrays.stream(Status.values()).map(Status::word)))
        + "<input type=\"search\" name=\"text\" placeholder=\"Text\" aria-label=\"Text\">"
        + "<button type=\"button\">Reset</button><output></output></form>\n"
        + "<p class=\"nothing\" hidden>No clause fits.</p>\n";
  }

  private static Map<String, String> same(Stream<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    words.forEach(word -> options.put(word, word));
    return options;
  }

  private static String select(String name, String any, Map<String, String> options) {
    return options.entrySet().stream()
        .map(option ->
            "<option value=\"%s\">%s</option>".formatted(option.getKey(), option.getValue()))
        .collect(
            Collectors.joining(
                "",
                "<select name=\"%s\" aria-label=\"%s\"><option value=\"\">%s</option>"
                    .formatted(name, name, any),
                "</select>"));
  }

  /** A document as people call it. */
  static String name(LedgerDocument document) {
    return document.name().replaceFirst("^rfc", "RFC ");
  }

  /** The file of a document's page. */
  static String page(LedgerDocument document) {
    return document.name() + ".html";
  }

  /** Where the world finds the text of a document. */
  private static String textOf(LedgerDocument document) {
    String text = document.source().replaceFirst("\\.txt$", "");
    return (text.startsWith("rfc")
            ? "https://www.rfc-editor.org/rfc/"
            : "https://datatracker.ietf.org/doc/html/")
        + text;
  }

  /** A word as it may stand in a query. */
  static String queried(String word) {
    return word.replace(" ", "%20");
  }

  private String clause(ProvenClause clause) {
    LedgerEntry entry = clause.entry();
    Standing standing = Standing.of(clause);
    String place = entry.key().section().orElseThrow() + "/" + entry.key().sentence().orElseThrow();
    String evidence =
        clause.evidence().isEmpty()
            ? "no evidence"
            : clause.evidence().stream().map(Evidence::word).collect(Collectors.joining(", "));
    String rung =
        standing == Standing.OUT || standing == Standing.EXCEPTED
            ? standing.word() + " (" + evidence + ")"
            : evidence;
    StringBuilder html =
        new StringBuilder(
            ("<article class=\"clause l-%1$s\" id=\"%2$s\" data-level=\"%3$s\" data-role=\"%4$s\""
                    + " data-ladder=\"%1$s\" data-status=\"%6$s\"><div class=\"head\"><a"
                    + " class=\"key\" title=\"Permalink\" href=\"#%2$s\">%5$s</a><span"
                    + " class=\"level\">%3$s</span><span>%4$s</span><span>%6$s</span><span"
                    + " class=\"rung\"><i class=\"c-%1$s\"></i>%7$s</span></div>\n"
                    + "<p>%8$s</p>\n")
                .formatted(
                    standing.word(),
                    place,
                    entry.level().keyword(),
                    entry.role().word(),
                    entry.key(),
                    clause.status().word(),
                    rung,
                    Html.text(entry.paraphrase())));
    entry
        .outOfScope()
        .ifPresent(why -> html.append("<p class=\"why\">Out: " + Html.text(why) + "</p>\n"));
    entry
        .reason()
        .ifPresent(why -> html.append("<p class=\"why\">Excepted: " + Html.text(why) + "</p>\n"));
    citations(html, "Code", clause.code());
    runs(html, clause.runs());
    return html.append("</article>\n").toString();
  }

  private void citations(StringBuilder html, String what, List<Citation> citations) {
    if (citations.isEmpty()) {
      return;
    }
    html.append(
        "<details%s><summary>%s: %d</summary><ul>"
            .formatted(open(citations), what, citations.size()));
    for (Citation citation : citations) {
      String name = citation.file().replaceFirst("^.*/", "") + ":" + citation.line();
      html.append("<li>" + link(sources, citation.file(), citation.line(), name) + "</li>");
    }
    html.append("</ul></details>\n");
  }

  /** A short list is open from the start. */
  private static String open(List<?> items) {
    return items.size() <= OPEN ? " open" : "";
  }

  private void runs(StringBuilder html, List<RunResult> runs) {
    if (runs.isEmpty()) {
      return;
    }
    String counts =
        Arrays.stream(RunResult.Verdict.values())
            .map(verdict -> counted(runs, verdict))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    html.append(
        "<details%s><summary>Scenarios and tests: %s</summary><ul>".formatted(open(runs), counts));
    for (RunResult run : runs) {
      html.append(
          "<li><span class=\"%s\">%s</span> %s%s <span class=\"time\">%s, %s</span></li>"
              .formatted(
                  run.verdict().word(),
                  run.verdict().word(),
                  link(sources, run.file(), run.line(), run.name()),
                  run.interop() ? " (live)" : run.negative() ? " (violating peer)" : "",
                  Html.text(run.file().replaceFirst("^.*/", "") + ":" + run.line()),
                  String.format(Locale.ROOT, "%.3f s", run.duration().toNanos() / 1e9)
                      + run.excuse().map(why -> ": " + Html.text(why)).orElse("")));
    }
    html.append("</ul></details>\n");
  }

  private static String counted(List<RunResult> runs, RunResult.Verdict verdict) {
    long count = runs.stream().filter(run -> run.verdict() == verdict).count();
    return count == 0
        ? ""
        : "<span class=\"%s\">%d %s</span>".formatted(verdict.word(), count, verdict.word());
  }
}
