package org.yett.features.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yett.spec.evidence.ProvenClause;

/** Stacked bars that show how many clauses stand where. */
final class Bars {

  private Bars() {}

  /** How many clauses there are of each standing. */
  static Map<Standing, Integer> count(List<ProvenClause> clauses) {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    clauses.forEach(clause -> counts.merge(Standing.of(clause), 1, Integer::sum));
    return counts;
  }

  /**
   * A bar as HTML, its parts as wide as their share.
   *
   * @param query the page on which a part, when clicked, shows the clauses it stands for, with a
   *     question mark and all of the query but the ladder, as in {@code rfc9370.html?level=MAY&}
   */
  static String of(List<ProvenClause> clauses, String query) {
    if (clauses.isEmpty()) {
      return "<span class=\"empty\">none of this level</span>";
    }
    StringBuilder bar = new StringBuilder("<div class=\"bar\">");
    count(clauses)
        .forEach((standing, count) -> {
          String says =
              "%s: %d of %d (%s)"
                  .formatted(standing.word(), count, clauses.size(), standing.meaning());
          bar.append(
              String.format(
                  Locale.ROOT,
                  "<a href=\"%sladder=%s\" class=\"c-%s\" style=\"flex:%d 0 0\" title=\"%s\""
                      + " aria-label=\"%s\"></a>",
                  Html.text(query),
                  standing.word(),
                  standing.word(),
                  count,
                  says,
                  says));
        });
    return bar.append("</div>").toString();
  }

  /** What the colours mean, as HTML. */
  static String legend() {
    StringBuilder legend = new StringBuilder("<ul class=\"legend\">");
    for (Standing standing : Standing.values()) {
      legend.append(
          "<li><i class=\"c-%s\"></i>%s: %s</li>"
              .formatted(standing.word(), standing.word(), standing.meaning()));
    }
    return legend.append("</ul>\n").toString();
  }
}
