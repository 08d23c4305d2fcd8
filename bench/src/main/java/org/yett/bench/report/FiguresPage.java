package org.yett.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yett.bench.report.Plot.Series;

/**
 * A page of figures that were measured: charts and tables, each with its data, what was run and the
 * command that gives the same again. It needs nothing but itself.
 */
public final class FiguresPage {

  private final String title;
  private final String lead;
  private final String command;
  private final List<Chart> charts = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Values with one name.
   *
   * @param name in the legend
   * @param values one for each place
   * @param low lower ends of intervals; empty if there are none
   * @param high upper ends of intervals
   */
  public record Line(String name, double[] values, double[] low, double[] high) {
    /** Without intervals. */
    public Line(String name, double[] values) {
      this(name, values, new double[0], new double[0]);
    }
  }

  private record Table(String title, String file, List<String> head, List<List<String>> rows) {}

  /**
   * @param title of the page
   * @param lead what was measured, and how
   * @param command what measures it again
   */
  public FiguresPage(String title, String lead, String command) {
    this.title = title;
    this.lead = lead;
    this.command = command;
  }

  /** A sentence, and the chart on which it rests. */
  public FiguresPage finding(String chart, String text) {
    findings.add(new Finding(text, chart));
    return this;
  }

  /**
   * Bars over named places.
   *
   * @param id its name in addresses and files
   * @param caption what it shows, and of how many runs
   */
  public FiguresPage bars(
      String id,
      String name,
      String across,
      String up,
      List<String> places,
      List<Line> lines,
      String caption) {
    List<Series> series =
        lines.stream().map(l -> new Series(l.name(), l.values(), l.low(), l.high())).toList();
    Plot plot = new Plot(name, across, up, places, series);
    charts.add(new Chart(id, plot.bars(id, false), plot.csv(), caption));
    return this;
  }

  /** Rows of cells; {@code file} holds them for programs. */
  public FiguresPage table(String name, String file, List<String> head, List<List<String>> rows) {
    tables.add(new Table(name, file, List.copyOf(head), List.copyOf(rows)));
    return this;
  }

  /** Writes {@code index.html} and the charts into a directory that exists. */
  public void write(Path directory, Map<String, String> facts) throws IOException {
    Path drawings = Files.createDirectories(directory.resolve("charts"));
    for (Chart chart : charts) {
      String alone =
          chart
              .svg()
              .replaceFirst(">", "><style>" + CostReport.resource("colours.css") + "</style>");
      Files.writeString(drawings.resolve(chart.id() + ".svg"), alone);
      Files.writeString(drawings.resolve(chart.id() + ".csv"), chart.csv());
    }
    Files.writeString(directory.resolve("index.html"), page(facts));
  }

  private String page(Map<String, String> facts) throws IOException {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<link rel=\"icon\" href=\"data:,\">\n<title>")
        .append(escape(title))
        .append("</title>\n<style>")
        .append(CostReport.resource("colours.css"))
        .append(CostReport.resource("report.css"))
        .append("</style>\n</head>\n<body>\n<main>\n<h1>")
        .append(escape(title))
        .append("</h1>\n<p>")
        .append(escape(lead))
        .append("</p>\n<p class=\"again\">The same again: <code>")
        .append(escape(command))
        .append("</code></p>\n");
    if (!findings.isEmpty()) {
      html.append("<h2>What it says</h2>\n<ol class=\"findings\">\n");
      for (Finding finding : findings) {
        html.append("<li>")
            .append(escape(finding.text()))
            .append(" <a href=\"#")
            .append(finding.chart())
            .append("\">chart</a></li>\n");
      }
      html.append("</ol>\n");
    }
    for (Chart chart : charts) {
      html.append("<figure id=\"")
          .append(chart.id())
          .append("\">\n<div class=\"wide\">")
          .append(chart.svg())
          .append("</div>\n<figcaption>")
          .append(escape(chart.caption()))
          .append(" <a href=\"charts/")
          .append(chart.id())
          .append(".csv\">data</a>, <a href=\"charts/")
          .append(chart.id())
          .append(".svg\">drawing</a>. <code>")
          .append(escape(command))
          .append("</code></figcaption>\n</figure>\n");
    }
    tables.forEach(table -> table(html, table));
    html.append("<h2>Where it ran</h2>\n<dl>\n");
    facts.forEach((name, value) ->
        html.append("<dt>")
            .append(escape(name))
            .append("</dt><dd>")
            .append(escape(value))
            .append("</dd>\n"));
    return html.append("</dl>\n</main>\n</body>\n</html>\n").toString();
  }

  private static void table(StringBuilder html, Table table) {
    html.append("<h2>")
        .append(escape(table.title()))
        .append("</h2>\n<p>Data: <a href=\"")
        .append(table.file())
        .append("\">")
        .append(table.file())
        .append("</a></p>\n<div class=\"wide\"><table>\n<thead><tr>");
    table.head().forEach(cell -> html.append("<th>").append(escape(cell)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
