package org.yett.interop.peer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * A tree of named sections and values as {@code strongswan.conf} and {@code swanctl.conf} hold
 * them, in the order in which it was made. Immutable; {@link Builder} makes one.
 *
 * @param values the values of this section by key
 * @param sections its subsections by name
 */
public record Settings(
    SequencedMap<String, String> values, SequencedMap<String, Settings> sections) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_%*-][A-Za-z0-9_%*.:-]*");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_%!/:*.,+@-]+");

  /** Copies both maps. */
  public Settings {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    sections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sections));
  }

  /** A tree with nothing in it yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value at a path of section names that ends with a key, separated by dots. */
  public Optional<String> get(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return Optional.ofNullable(values.get(path));
    }
    return Optional.ofNullable(sections.get(path.substring(0, dot)))
        .flatMap(section -> section.get(path.substring(dot + 1)));
  }

  /** The text of a configuration file, two spaces of indentation a level. */
  public String text() {
    StringBuilder out = new StringBuilder();
    write(out, "");
    return out.toString();
  }

  private void write(StringBuilder out, String indent) {
    values.forEach((key, value) ->
        out.append(indent).append(key).append(" = ").append(quote(value)).append('\n'));
    sections.forEach((name, section) -> {
      out.append(indent).append(name).append(" {\n");
      section.write(out, indent + "  ");
      out.append(indent).append("}\n");
    });
  }

  private static String quote(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Makes a {@link Settings}; a later value for the same path replaces an earlier one. */
  public static final class Builder {
    private final SequencedMap<String, String> values = new LinkedHashMap<>();
    private final SequencedMap<String, Builder> sections = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets a value.
     *
     * @param path section names and a key, separated by dots
     * @param value one line of text
     */
    public Builder set(String path, String value) {
      if (value.contains("\n")) {
        throw new IllegalArgumentException("a value of " + path + " has more than one line");
      }
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not a name of a section or key: " + name);
      }
      if (dot < 0) {
        values.put(name, value);
      } else {
        section(name).set(path.substring(dot + 1), value);
      }
      return this;
    }

    /** Sets every value of a map from paths to values. */
    public Builder setAll(Map<String, String> paths) {
      paths.forEach(this::set);
      return this;
    }

    /** Adds another tree; what it has wins. */
    public Builder addAll(Settings other) {
      other.values().forEach(this::set);
      other.sections().forEach((name, section) -> section(name).addAll(section));
      return this;
    }

    private Builder section(String name) {
      return sections.computeIfAbsent(name, absent -> new Builder());
    }

    /** The tree as it is now. */
    public Settings build() {
      SequencedMap<String, Settings> built = new LinkedHashMap<>();
      sections.forEach((name, section) -> built.put(name, section.build()));
      return new Settings(values, built);
    }
  }
}
