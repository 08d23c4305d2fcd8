package org.yett.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.yett.bench.out.Csv;

/**
 * A chart as SVG, drawn by XChart, whose colours are CSS variables: the page, or the screen's
 * preference where the file is opened by itself, says what they are.
 */
final class Plot {

  /**
   * Values with one name.
   *
   * @param name in the legend
   * @param values one for each place on the axis; NaN leaves a gap
   * @param low lower ends of intervals; empty if there are none
   * @param high upper ends of intervals
   */
  record Series(String name, double[] values, double[] low, double[] high) {
    Series(String name, double[] values) {
      this(name, values, new double[0], new double[0]);
    }
  }

  private static final int WIDTH = 760;
  private static final int HEIGHT = 430;

  /** Names longer than this are written aslant. */
  private static final int LONG = 10;

  private static final Color PAPER = new Color(1, 2, 3);
  private static final Color INK = new Color(4, 5, 6);
  private static final Color FAINT = new Color(7, 8, 9);
  private static final int SERIES = 6;
  private static final Pattern COLOUR = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final Pattern CLIP = Pattern.compile("clip\\d+");

  private final String title;
  private final String across;
  private final String up;
  private final List<String> places;
  private final List<Series> series;

  /**
   * @param title of the chart
   * @param across what the places are
   * @param up what the values are, with their unit
   * @param places names of the places, or numbers for lines
   * @param series values for each place
   */
  Plot(String title, String across, String up, List<String> places, List<Series> series) {
    this.title = title;
    this.across = across;
    this.up = up;
    this.places = List.copyOf(places);
    this.series = List.copyOf(series);
  }

  /** The data as lines of values. */
  String csv() {
    List<String> names = new ArrayList<>(List.of(across));
    for (Series s : series) {
      names.add(s.name());
      if (s.low().length > 0) {
        names.add(s.name() + " (low)");
        names.add(s.name() + " (high)");
      }
    }
    Csv csv = new Csv(names.toArray(String[]::new));
    for (int i = 0; i < places.size(); i++) {
      List<Object> row = new ArrayList<>(List.of(places.get(i)));
      for (Series s : series) {
        row.add(s.values()[i]);
        if (s.low().length > 0) {
          row.add(s.low()[i]);
          row.add(s.high()[i]);
        }
      }
      csv.row(row);
    }
    return csv.toString();
  }

  /** Lines over an axis of numbers. */
  String lines(String id) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    style(chart.getStyler());
    chart.getStyler().setMarkerSize(6);
    double[] x = places.stream().mapToDouble(Double::parseDouble).toArray();
    for (int s = 0; s < series.size(); s++) {
      Series one = series.get(s);
      int[] known =
          IntStream.range(0, x.length).filter(i -> !Double.isNaN(one.values()[i])).toArray();
      if (known.length == 0) {
        continue;
      }
      double[] errors = one.low().length == 0 ? null : pick(halves(one), known);
      var drawn = chart.addSeries(one.name(), pick(x, known), pick(one.values(), known), errors);
      drawn.setMarkerColor(colour(s));
      drawn.setMarker(SeriesMarkers.CIRCLE);
      drawn.setLineColor(colour(s));
      drawn.setLineStyle(
          s % 2 == 0
              ? new BasicStroke(2)
              : new BasicStroke(
                  2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {8, 4}, 0));
    }
    return svg(chart, id);
  }

  private static double[] pick(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] halves(Series one) {
    return IntStream.range(0, one.low().length)
        .mapToDouble(i -> (one.high()[i] - one.low()[i]) / 2)
        .toArray();
  }

  /** Bars over named places. */
  String bars(String id, boolean stacked) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT + (LONG < longest() ? 130 : 0))
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    style(chart.getStyler());
    chart.getStyler().setStacked(stacked);
    chart.getStyler().setXAxisMaxLabelCount(places.size());
    chart.getStyler().setXAxisLabelRotation(LONG < longest() ? 60 : 0);
    chart.getStyler().setAvailableSpaceFill(0.75);
    for (int s = 0; s < series.size(); s++) {
      double[] values =
          Arrays.stream(series.get(s).values()).map(v -> Double.isNaN(v) ? 0 : v).toArray();
      chart
          .addSeries(series.get(s).name(), places, Arrays.stream(values).boxed().toList())
          .setFillColor(colour(s));
    }
    return svg(chart, id);
  }

  private int longest() {
    return places.stream().mapToInt(String::length).max().orElse(0);
  }

  private static Color colour(int number) {
    return new Color(100 + number % SERIES, 101, 102);
  }

  private static void style(AxesChartStyler styler) {
    styler
        .setChartBackgroundColor(PAPER)
        .setPlotBackgroundColor(PAPER)
        .setPlotBorderColor(FAINT)
        .setChartFontColor(INK)
        .setChartTitleBoxVisible(false)
        .setLegendBackgroundColor(PAPER)
        .setLegendBorderColor(PAPER)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setXAxisTitleColor(INK)
        .setYAxisTitleColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickMarksColor(FAINT);
    styler.setPlotGridLinesColor(FAINT);
    styler.setErrorBarsColor(INK);
    styler.setYAxisMin(0.0);
  }

  private static String svg(IChart chart, String id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return themed(out.toString(StandardCharsets.UTF_8), id);
  }

  /** The drawing itself, without what stands before it, with variables for colours. */
  static String themed(String drawn, String id) {
    String svg = drawn.substring(drawn.indexOf("<svg"));
    List<String> clips = new ArrayList<>();
    svg =
        CLIP.matcher(svg)
            .replaceAll(found -> {
              if (!clips.contains(found.group())) {
                clips.add(found.group());
              }
              return id + "-clip" + clips.indexOf(found.group());
            });
    return COLOUR.matcher(svg).replaceAll(found -> Matcher.quoteReplacement(variable(found)));
  }

  private static String variable(java.util.regex.MatchResult rgb) {
    int red = Integer.parseInt(rgb.group(1));
    if (red >= 100 && red < 100 + SERIES && rgb.group(2).equals("101")) {
      return "var(--series" + (red - 100) + ")";
    }
    return switch (red) {
      case 1 -> "var(--paper)";
      case 4 -> "var(--ink)";
      case 7 -> "var(--faint)";
      // What XChart draws in colours of its own is text and lines in black or grey.
      default -> red > 200 ? "var(--faint)" : "var(--ink)";
    };
  }
}
