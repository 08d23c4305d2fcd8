package org.yett.bench.out;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180), numbers with a point. */
public final class Csv {

  private final StringBuilder text = new StringBuilder();

  /** Begins with a line of names. */
  public Csv(String... names) {
    row(List.<Object>of((Object[]) names));
  }

  /** Adds a line; numbers with a fraction get up to six digits of it. */
  public Csv row(List<?> values) {
    text.append(values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n")));
    return this;
  }

  private static String field(Object value) {
    String plain =
        switch (value) {
          case Double d when d.isNaN() -> "";
          case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 ->
              Long.toString(d.longValue());
          case Double d -> String.format(Locale.ROOT, "%.6g", d);
          default -> value.toString();
        };
    return plain.matches("[^\",\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
