package org.yett.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form that values have. The forms are strongSwan's, except that numbers are never read as octal.
 *
 * @param expected what to write, for an error message
 * @param reader whether a value has the form
 */
record ValueSyntax(String expected, java.util.function.Predicate<String> reader) {

  private static final Pattern NUMBER = Pattern.compile("(0[xX][0-9a-fA-F]{1,16})|([0-9]{1,19})");
  private static final Pattern TIME = Pattern.compile("(0|[1-9][0-9]{0,9}) *([sSmMhHdD]?)");
  private static final Pattern BYTES = Pattern.compile("(0|[1-9][0-9]{0,17}) *([kKmMgG]?)");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");

  static final ValueSyntax TEXT = new ValueSyntax("any text", v -> true);
  static final ValueSyntax BOOLEAN =
      new ValueSyntax(
          "yes or no (also true, enabled, 1; false, disabled, 0)", v -> bool(v).isPresent());
  static final ValueSyntax SECONDS =
      new ValueSyntax("a time such as 30, 30s, 5m, 4h or 1d", v -> time(v).isPresent());
  static final ValueSyntax OCTETS =
      new ValueSyntax("a number of bytes such as 5000, 100k, 20m or 1g", v -> bytes(v).isPresent());
  static final ValueSyntax NUMBER_32 = number(0, 0xffff_ffffL);
  static final ValueSyntax NUMBER_64 = number(0, Long.MAX_VALUE);
  static final ValueSyntax DIFFICULTY =
      new ValueSyntax(
          "0 or a number of bits from 8 to 24",
          v -> {
            OptionalLong n = number(v);
            return n.isPresent()
                && (n.getAsLong() == 0 || n.getAsLong() >= 8 && n.getAsLong() <= 24);
          });
  static final ValueSyntax PORT = number(1, 0xffff);

  static ValueSyntax number(long min, long max) {
    return new ValueSyntax(
        "a number from " + min + " to " + max,
        v -> {
          OptionalLong n = number(v);
          return n.isPresent() && n.getAsLong() >= min && n.getAsLong() <= max;
        });
  }

  static ValueSyntax decimal(double min, double max) {
    return new ValueSyntax(
        "a number from " + min + " to " + max,
        v -> {
          Optional<Double> n = decimal(v);
          return n.isPresent() && n.get() >= min && n.get() <= max;
        });
  }

  static ValueSyntax oneOf(String... words) {
    List<String> all = List.of(words);
    return new ValueSyntax(
        all.size() == 1
            ? all.getFirst()
            : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast(),
        v -> all.contains(v.toLowerCase(Locale.ROOT)));
  }

  boolean accepts(String value) {
    return reader.test(value);
  }

  static Optional<Boolean> bool(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "enabled", "1" -> Optional.of(true);
      case "no", "false", "disabled", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static OptionalLong number(String value) {
    Matcher matcher = NUMBER.matcher(value);
    if (!matcher.matches()
        || (value.length() > 1 && value.startsWith("0") && matcher.group(1) == null)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          matcher.group(1) != null
              ? Long.parseLong(value.substring(2), 16)
              : Long.parseLong(value));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  static Optional<Duration> time(String value) {
    Matcher matcher = TIME.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long factor =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          default -> 1;
        };
    return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) * factor));
  }

  /** A volume; one that is too large to count is as large as can be. */
  static OptionalLong bytes(String value) {
    Matcher matcher = BYTES.matcher(value);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    int shift =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    long n = Long.parseLong(matcher.group(1));
    return OptionalLong.of(n > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : n << shift);
  }

  static Optional<Double> decimal(String value) {
    return DECIMAL.matcher(value).matches()
        ? Optional.of(Double.parseDouble(value))
        : Optional.empty();
  }

  /** The entries of a list that is separated by commas; empty ones are passed over. */
  static List<String> list(String value) {
    List<String> entries = new ArrayList<>();
    for (String entry : value.split(",")) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }
}
