package org.yett.interop.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yett.interop.report.Outcome.Column;
import org.yett.interop.report.Site.Entry;
import org.yett.interop.scenario.Role;

/** The matrix of scenarios by peer, version and role. */
final class MatrixPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Map<String, String> VERDICTS = new LinkedHashMap<>();

  static {
    VERDICTS.put("pass", "passed");
    VERDICTS.put("fail", "failed");
    VERDICTS.put("unsupported", "not supported");
    VERDICTS.put("not run", "not run");
  }

  private final Site site;
  private final Causes causes;
  private final List<Column> columns;

  MatrixPage(Site site, Causes causes) {
    this.site = site;
    this.causes = causes;
    this.columns = site.columns();
  }

  String html() {
    StringBuilder html = new StringBuilder("<h1>Yett against others</h1>\n");
    html.append(
        "<p class=\"lead\">Each cell is a scenario run with a real peer in network namespaces, and"
            + " judged by the decrypted capture of the link and by the state of both ends. A cell"
            + " leads to its evidence. Also as <a href=\"matrix.json\">JSON</a>.</p>\n");
    totals(html);
    failures(html);
    filters(html);
    table(html);
    return Html.page("", "Yett: interoperability", html.toString(), footer());
  }

  /** When something began, for a reader. */
  static String time(Instant instant) {
    return instant.equals(Instant.EPOCH) ? "" : TIME.format(instant);
  }

  private String footer() {
    return site.entries().stream()
        .filter(entry -> entry.outcome().ran())
        .map(entry -> entry.outcome().date())
        .max(Comparator.naturalOrder())
        .map(last -> "The last of these runs began on " + time(last) + ".")
        .orElse("Nothing has been run.");
  }

  private long count(String verdict) {
    return site.entries().stream()
        .filter(entry -> entry.outcome().verdict().equals(verdict))
        .count();
  }

  private void totals(StringBuilder html) {
    html.append("<div class=\"cards\">");
    card(html, site.entries().size(), "cells");
    VERDICTS.forEach((verdict, words) -> card(html, count(verdict), words));
    card(html, rows().size(), "scenarios");
    card(html, columns.size(), "kinds of peer");
    html.append("</div>\n");
  }

  private static void card(StringBuilder html, long figure, String what) {
    html.append("<div class=\"card\"><b>%d</b><span>%s</span></div>".formatted(figure, what));
  }

  private void failures(StringBuilder html) {
    List<Entry> failed =
        site.entries().stream().filter(entry -> entry.outcome().verdict().equals("fail")).toList();
    if (failed.isEmpty()) {
      return;
    }
    html.append("<div class=\"remark bad\">Failed:<ul>");
    for (Entry entry : failed) {
      Outcome outcome = entry.outcome();
      html.append(
          "<li><a href=\"%s\">%s, Yett as %s, with %s</a>: %s%s</li>"
              .formatted(
                  entry.page(),
                  Html.text(outcome.scenario()),
                  outcome.role(),
                  Html.text(outcome.peer()),
                  Html.text(outcome.reason()),
                  causes
                      .of(outcome)
                      .map(cause ->
                          " <b>At fault: %s</b> (%s): %s"
                              .formatted(
                                  Html.text(cause.fault()),
                                  Html.text(cause.clause()),
                                  Html.text(cause.words())))
                      .orElse(" <b>Not looked into yet.</b>")));
    }
    html.append("</ul></div>\n");
  }

  private void filters(StringBuilder html) {
    html.append(
        "<form class=\"filters\"><input name=\"text\" type=\"search\" aria-label=\"Scenario\""
            + " placeholder=\"Scenario\">");
    select(html, "verdict", "Every verdict", VERDICTS);
    Map<String, String> peers = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      peers.put(Integer.toString(i), name(columns.get(i)));
    }
    select(html, "column", "Every peer", peers);
    Map<String, String> roles = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      roles.put(role.label(), role == Role.INITIATOR ? "Yett initiates" : "Yett responds");
    }
    select(html, "role", "Both roles", roles);
    html.append("<button type=\"button\">Clear</button><output></output></form>\n");
  }

  private static void select(
      StringBuilder html, String name, String all, Map<String, String> choices) {
    html.append(
        "<select name=\"%s\" aria-label=\"%s\"><option value=\"\">%s</option>"
            .formatted(name, all, all));
    choices.forEach((value, words) ->
        html.append("<option value=\"%s\">%s</option>".formatted(value, Html.text(words))));
    html.append("</select>");
  }

  private static String name(Column column) {
    return (column.opponent() + " " + column.version()).strip() + ", " + column.carrier();
  }

  private Map<String, Map<List<Object>, Entry>> rows() {
    Map<String, Map<List<Object>, Entry>> rows = new LinkedHashMap<>();
    for (Entry entry : site.entries()) {
      rows.computeIfAbsent(entry.outcome().scenario(), _ -> new LinkedHashMap<>())
          .put(List.of(entry.outcome().column(), entry.outcome().role()), entry);
    }
    return rows;
  }

  private void table(StringBuilder html) {
    html.append(
        "<div class=\"frame\"><table class=\"matrix\"><thead><tr><th rowspan=\"2\">Scenario</th>");
    for (Column column : columns) {
      html.append(
          "<th colspan=\"2\">%s %s<small>%s</small></th>"
              .formatted(
                  Html.text(column.opponent()),
                  Html.text(column.version()),
                  Html.text(column.carrier() + " ESP")));
    }
    html.append("</tr><tr>");
    for (Column column : columns) {
      String who = column.opponent().contains(" with ") ? "first" : "Yett";
      html.append("<th>%s initiates</th><th>%s responds</th>".formatted(who, who));
    }
    html.append("</tr></thead><tbody>\n");
    rows().forEach((scenario, cells) -> row(html, scenario, cells));
    html.append("</tbody></table></div>\n<p class=\"nothing\" hidden>No cell is like that.</p>\n");
  }

  private void row(StringBuilder html, String scenario, Map<List<Object>, Entry> cells) {
    String shows = first(cells.values()).map(entry -> entry.outcome().shows()).orElse("");
    html.append(
        "<tr class=\"scenario\" data-words=\"%s\"><th scope=\"row\">%s<small>%s</small></th>"
            .formatted(
                Html.text((scenario + " " + shows).toLowerCase(Locale.ROOT)),
                Html.text(scenario),
                Html.text(shows)));
    for (int i = 0; i < columns.size(); i++) {
      for (Role role : Role.values()) {
        Entry entry = cells.get(List.<Object>of(columns.get(i), role.label()));
        html.append(entry == null ? "<td></td>" : cell(i, entry));
      }
    }
    html.append("</tr>\n");
  }

  private static Optional<Entry> first(Collection<Entry> entries) {
    return entries.stream().findFirst();
  }

  private String cell(int column, Entry entry) {
    Outcome outcome = entry.outcome();
    String words =
        switch (outcome.verdict()) {
          case "pass", "fail" ->
              outcome.verdict() + String.format(Locale.ROOT, " %.1f s", outcome.seconds());
          default -> outcome.verdict();
        };
    String kind = "verdict v-" + outcome.verdict().replace(' ', '-');
    String badge =
        entry.page().isEmpty()
            ? "<span class=\"%s\" title=\"%s\">%s</span>"
                .formatted(kind, Html.text(outcome.reason()), words)
            : "<a class=\"%s\" title=\"%s\" href=\"%s\">%s</a>"
                .formatted(kind, Html.text(outcome.reason()), entry.page(), words);
    return ("<td class=\"cell\" data-column=\"%d\" data-role=\"%s\" data-verdict=\"%s\">"
            + "<span class=\"who\">%s, %s</span>%s</td>")
        .formatted(
            column,
            outcome.role(),
            outcome.verdict(),
            Html.text(name(columns.get(column))),
            outcome.role(),
            badge);
  }
}
