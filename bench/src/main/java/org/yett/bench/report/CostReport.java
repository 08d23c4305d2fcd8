package org.yett.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.yett.bench.cost.CostMatrix;
import org.yett.bench.cost.CostResult;
import org.yett.bench.cost.CostResults;
import org.yett.bench.out.Json;

/** Writes the report on what handshakes cost: a page that needs nothing but itself. */
public final class CostReport {

  private final CostResults results;
  private final String command;

  /**
   * @param results what the run gave
   * @param command what gives the same again
   */
  public CostReport(CostResults results, String command) {
    this.results = results;
    this.command = command;
  }

  /** Writes all files into a directory that exists. */
  public void write(Path directory) throws IOException {
    Path charts = Files.createDirectories(directory.resolve("charts"));
    String style = resource("report.css");
    List<Chart> all = new CostCharts(results).all();
    for (Chart chart : all) {
      // By itself a drawing brings the colours of the page.
      String alone =
          chart.svg().replaceFirst(">", "><style>" + resource("colours.css") + "</style>");
      Files.writeString(charts.resolve(chart.id() + ".svg"), alone);
      Files.writeString(charts.resolve(chart.id() + ".csv"), chart.csv());
    }
    Files.writeString(directory.resolve("cost.csv"), results.csv());
    Json.write(directory.resolve("cost.json"), results);
    Files.writeString(directory.resolve("index.html"), page(all, resource("colours.css") + style));
  }

  private String page(List<Chart> charts, String style) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<link rel=\"icon\" href=\"data:,\">\n<title>What hybrid costs</title>\n<style>")
        .append(style)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>What a hybrid handshake costs</h1>\n");
    html.append("<p>")
        .append(results.cells().size())
        .append(" cells of ")
        .append(results.runs())
        .append(" handshakes each, in virtual time: the engine itself at both ends, links that")
        .append(" lose, delay and cut, and key exchanges that take the time that was measured.")
        .append(" Certificates and signatures are simulated by their octets and their time.")
        .append(" Each figure follows from its seed.</p>\n");
    html.append("<p class=\"again\">The same again: <code>").append(escape(command));
    html.append("</code></p>\n<p>Data: <a href=\"cost.csv\">cost.csv</a>, ")
        .append("<a href=\"cost.json\">cost.json</a>.</p>\n");
    html.append("<h2>What hybrid costs and what to do about it</h2>\n<ol class=\"findings\">\n");
    for (Finding finding : new Findings(results).all()) {
      html.append("<li>")
          .append(escape(finding.text()))
          .append(" <a href=\"#")
          .append(finding.chart())
          .append("\">chart</a></li>\n");
    }
    html.append("</ol>\n<h2>Charts</h2>\n");
    for (Chart chart : charts) {
      figure(html, chart);
    }
    table(html);
    facts(html, "What was measured, and where", results.costs().machine().lines());
    facts(html, "Where the simulation ran", results.machine().lines());
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void figure(StringBuilder html, Chart chart) {
    html.append("<figure id=\"")
        .append(chart.id())
        .append("\">\n<div class=\"wide\">")
        .append(chart.svg())
        .append("</div>\n<figcaption>")
        .append(escape(chart.caption()))
        .append(" Seeds ")
        .append(results.seed())
        .append(" to ")
        .append(results.seed() + results.runs() - 1)
        .append(". <a href=\"charts/")
        .append(chart.id())
        .append(".csv\">data</a>, <a href=\"charts/")
        .append(chart.id())
        .append(".svg\">drawing</a>. <code>")
        .append(escape(command))
        .append("</code></figcaption>\n</figure>\n");
  }

  private void table(StringBuilder html) {
    html.append("<h2>By key exchange</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
    for (String head :
        List.of(
            "key exchanges",
            "path",
            "median",
            "95 %",
            "99 %",
            "failed (95 %)",
            "octets out",
            "octets back",
            "datagrams",
            "amplification",
            "CPU initiator",
            "CPU responder")) {
      html.append("<th>").append(head).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (CostResult r : results.cells()) {
      if (r.cell().authentication().equals(org.yett.bench.cost.Authentication.PSK)
          && CostMatrix.SUITES.contains(r.cell().suite())
          && !r.cell().nat()) {
        row(html, r);
      }
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static void row(StringBuilder html, CostResult r) {
    html.append("<tr>");
    for (String cell :
        List.of(
            r.cell().suite(),
            r.cell().path() + ", " + r.cell().timers(),
            ms(r.median()),
            ms(r.p95()),
            ms(r.p99()),
            String.format(
                Locale.ROOT,
                "%d of %d (%.2f to %.2f %%)",
                r.failed(),
                r.runs(),
                100 * r.failure().low(),
                100 * r.failure().high()),
            number(r.octetsOut()),
            number(r.octetsBack()),
            number(r.datagramsOut()) + " + " + number(r.datagramsBack()),
            String.format(Locale.ROOT, "%.2f", r.amplification()),
            number(r.cpuInitiator()) + " us",
            number(r.cpuResponder()) + " us")) {
      html.append("<td>").append(escape(cell)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private static void facts(StringBuilder html, String title, java.util.Map<String, String> lines) {
    html.append("<h2>").append(title).append("</h2>\n<dl>\n");
    lines.forEach((name, value) ->
        html.append("<dt>")
            .append(escape(name))
            .append("</dt><dd>")
            .append(escape(value))
            .append("</dd>\n"));
    html.append("</dl>\n");
  }

  private static String ms(double value) {
    return Double.isNaN(value) ? "never" : number(value) + " ms";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String resource(String name) throws IOException {
    try (InputStream in = CostReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
