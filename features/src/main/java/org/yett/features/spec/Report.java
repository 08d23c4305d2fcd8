package org.yett.features.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yett.spec.ClauseKey;
import org.yett.spec.Level;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.ProvenClause;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;
import org.yett.spec.ledger.LedgerDocument;

/**
 * The report: an overview, a page for each document, and a page for each source file that one of
 * them points into, so that everything opens from the file system.
 */
final class Report {

  /** What may be the key of a sentence, in a source. */
  private static final Pattern CLAUSE =
      Pattern.compile("\\b[a-z][a-z0-9-]*:[0-9A-Z]+(?:\\.[0-9]+)*/x?[1-9][0-9]*\\b");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The choices of levels, as the page's marks and as the reader sees them. */
  private static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("each", "By level");
    GROUPS.put("all", "All");
    GROUPS.put("must", "MUST");
    GROUPS.put("should", "SHOULD");
    GROUPS.put("may", "MAY");
  }

  /** What the filter of a document's page calls them. */
  private static final Map<String, String> LEVELS =
      Map.of("must", "level=MUST*&", "should", "level=SHOULD*&", "may", "level=MAY&");

  private final Project.Gathered gathered;
  private final EvidenceBook book;
  private final Set<String> sources = new LinkedHashSet<>();

  Report(Project.Gathered gathered) {
    this.gathered = gathered;
    this.book = gathered.book();
  }

  /**
   * Writes the report.
   *
   * @param directory where; made if it is not there
   * @throws IOException if it cannot be written, or a source cannot be read
   */
  void write(Path directory) throws IOException {
    for (ProvenClause clause : book.clauses()) {
      clause.code().stream().map(Citation::file).forEach(sources::add);
      clause.sectionCode().stream().map(Citation::file).forEach(sources::add);
      clause.runs().stream().map(RunResult::file).forEach(sources::add);
    }
    gathered.runs().stream().map(RunResult::file).forEach(sources::add);
    sources.removeIf(file -> !Files.isRegularFile(gathered.root().resolve(file)));
    Files.createDirectories(directory);
    put(directory, "style.css", Html.resource("style.css"));
    put(directory, "script.js", Html.resource("script.js"));
    put(directory, "ledger.json", LedgerExport.json(book));
    put(directory, "ledger.csv", LedgerExport.csv(book));
    put(directory, "index.html", overview());
    DocumentPage pages = new DocumentPage(book, sources);
    for (LedgerDocument document : book.ledger().documents()) {
      put(
          directory,
          DocumentPage.page(document),
          Html.page(
              "",
              DocumentPage.name(document) + ": " + document.title(),
              pages.of(document),
              footer()));
    }
    for (String source : sources) {
      put(directory, DocumentPage.sourcePage(source), sourcePage(source));
    }
  }

  private static void put(Path directory, String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String sourcePage(String file) throws IOException {
    String up = "../".repeat(DocumentPage.sourcePage(file).split("/").length - 1);
    StringBuilder lines = new StringBuilder();
    int number = 0;
    for (String line : Files.readAllLines(gathered.root().resolve(file))) {
      lines.append("<span id=\"L%d\">%s</span>".formatted(++number, linked(up, Html.text(line))));
    }
    return Html.page(
        up,
        file,
        "<h1><code>%s</code></h1>\n<pre class=\"source\">%s</pre>".formatted(file, lines),
        footer());
  }

  /** A line with its clauses as links to where these are shown. */
  private String linked(String up, String line) {
    return CLAUSE
        .matcher(line)
        .replaceAll(found ->
            ClauseKey.parse(found.group())
                .flatMap(book::clause)
                .map(clause -> clause.entry().key())
                .map(key ->
                    "<a href=\"%s%s.html#%s/%s\">%s</a>"
                        .formatted(
                            up,
                            key.document(),
                            key.section().orElseThrow(),
                            key.sentence().orElseThrow(),
                            found.group()))
                .orElse(found.group()));
  }

  private String footer() {
    return gathered
            .ran()
            .map(ran -> "Scenarios as run on " + TIME.format(ran) + ".")
            .orElse("The scenarios have not been run.")
        + " Only a citation or a scenario that names the sentence itself is evidence for it.";
  }

  private String overview() {
    StringBuilder html = new StringBuilder("<h1>Every clause, and what proves it</h1>\n");
    html.append(
        "<p class=\"lead\">Each normative sentence of the specifications has an address, and"
            + " evidence that is computed from the sources and from runs that happened; none of it"
            + " is declared. Also as <a href=\"ledger.json\">JSON</a> and"
            + " <a href=\"ledger.csv\">CSV</a>.</p>\n");
    gathered
        .remarks()
        .forEach(remark -> html.append("<p class=\"remark\">" + Html.text(remark) + "</p>\n"));
    List<ProvenClause> all = List.copyOf(book.clauses());
    cards(html, all);
    failures(html);
    html.append(Bars.legend());
    html.append("<div data-show=\"each\">\n<div class=\"levels\" role=\"radiogroup\">");
    GROUPS.forEach((group, label) ->
        html.append(
            "<label><input type=\"radio\" name=\"levels\" autocomplete=\"off\" value=\"%s\"%s>%s</label>"
                .formatted(group, group.equals("each") ? " checked" : "", label)));
    html.append(
        "</div>\n<div class=\"documents\">\n<div class=\"document heading\"><div"
            + " class=\"name\">Specification</div><div class=\"bars\">Its clauses by evidence</div>"
            + "<div class=\"count\">shown / apply</div></div>\n");
    book.ledger().documents().forEach(document -> html.append(row(document)));
    html.append("</div>\n</div>\n");
    return Html.page("", "Yett: clauses and evidence", html.toString(), footer());
  }

  private static void cards(StringBuilder html, List<ProvenClause> all) {
    List<ProvenClause> inScope = all.stream().filter(clause -> clause.entry().inScope()).toList();
    List<ProvenClause> binding = inScope.stream().filter(isOf("must")).toList();
    html.append("<div class=\"cards\">");
    card(html, String.valueOf(all.size()), "clauses");
    card(html, String.valueOf(inScope.size()), "apply");
    card(html, shown(inScope), "of those shown by a run");
    card(html, shown(binding), "MUST and MUST NOT shown");
    long cited = inScope.stream().filter(clause -> !clause.code().isEmpty()).count();
    card(html, cited + " / " + inScope.size(), "cited in code");
    html.append("</div>\n");
  }

  private static void card(StringBuilder html, String figure, String what) {
    html.append("<div class=\"card\"><b>%s</b><span>%s</span></div>".formatted(figure, what));
  }

  private static String shown(List<ProvenClause> clauses) {
    long shown = clauses.stream().filter(clause -> Standing.of(clause).isShown()).count();
    return shown + " / " + clauses.size();
  }

  private void failures(StringBuilder html) {
    List<RunResult> failed =
        gathered.runs().stream().filter(run -> run.verdict() == Verdict.FAILED).toList();
    if (!failed.isEmpty()) {
      html.append("<div class=\"remark bad\">Failed in the last run:<ul>");
      for (RunResult run : failed) {
        html.append("<li>" + DocumentPage.link(sources, run.file(), run.line(), run.name()))
            .append("</li>");
      }
      html.append("</ul></div>\n");
    }
  }

  private String row(LedgerDocument document) {
    List<ProvenClause> clauses =
        document.entries().stream().map(e -> book.clause(e.key()).orElseThrow()).toList();
    String page = DocumentPage.page(document);
    StringBuilder bars = new StringBuilder();
    StringBuilder counts = new StringBuilder();
    StringBuilder each = new StringBuilder();
    for (String group : List.of("all", "must", "should", "may")) {
      List<ProvenClause> part = clauses.stream().filter(isOf(group)).toList();
      String bar = Bars.of(part, page + "?" + LEVELS.getOrDefault(group, ""));
      String count = shown(part.stream().filter(clause -> clause.entry().inScope()).toList());
      bars.append("<div class=\"of of-%s\">%s</div>".formatted(group, bar));
      counts.append("<span class=\"of of-%s\">%s</span>".formatted(group, count));
      if (!group.equals("all") && !part.isEmpty()) {
        each.append("<b>%s</b>%s<em>%s</em>".formatted(GROUPS.get(group), bar, count));
      }
    }
    return ("<div class=\"document\"><div class=\"name\"><a"
            + " href=\"%s\">%s</a>%s<small>%s</small></div><div class=\"each of of-each\">%s</div>"
            + "<div class=\"bars not-each\">%s</div><div class=\"count not-each\">%s</div></div>\n")
        .formatted(
            page,
            DocumentPage.name(document),
            document.provisional() ? " <span class=\"tag\">provisional</span>" : "",
            Html.text(document.title()),
            each,
            bars,
            counts);
  }

  private static Predicate<ProvenClause> isOf(String group) {
    return clause -> {
      Level level = clause.entry().level();
      return switch (group) {
        case "must" -> level == Level.MUST || level == Level.MUST_NOT;
        case "should" -> level == Level.SHOULD || level == Level.SHOULD_NOT;
        case "may" -> level == Level.MAY;
        default -> true;
      };
    };
  }
}
