package org.yett.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is done with a key that strongSwan (or Yett alone) knows.
 *
 * @param section the sections around it, from the outermost; {@code *} is any name, and a name with
 *     {@code *} at its end any that starts so
 * @param key the key; with {@code *} at its end any that starts so
 * @param syntax the form of its values
 * @param treatment what is done with it
 * @param neutral values that ask for nothing but what is done anyway, in lower case: they pass
 *     without a word
 * @param tolerated values of a refused key that only deserve a warning, in lower case
 * @param note for a key that is not honoured: what that means, as the end of a sentence
 */
public record KeyRule(
    List<String> section,
    String key,
    ValueSyntax syntax,
    Treatment treatment,
    Set<String> neutral,
    Set<String> tolerated,
    String note) {

  /** What is done with a key. */
  public enum Treatment {
    /** It has its effect. */
    HONOURED,
    /** It has none, and that does no harm: a warning. */
    HARMLESS,
    /** It has none, and that would weaken or break what is configured: an error. */
    REFUSED
  }

  public KeyRule {
    section = List.copyOf(section);
    neutral = Set.copyOf(neutral);
    tolerated = Set.copyOf(tolerated);
  }

  boolean isNeutral(String value) {
    return neutral.contains(value.toLowerCase(Locale.ROOT));
  }

  /** What is done with the key if it has this value. */
  Treatment treatmentOf(String value) {
    return treatment == Treatment.REFUSED && tolerated.contains(value.toLowerCase(Locale.ROOT))
        ? Treatment.HARMLESS
        : treatment;
  }

  boolean matchesKey(String name) {
    return matches(key, name);
  }

  boolean matchesSection(List<String> path) {
    return section.size() == path.size() && startsWith(path);
  }

  /** Whether the key's sections begin with these. */
  boolean startsWith(List<String> path) {
    if (section.size() < path.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!matches(section.get(i), path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }

  /** The key with its sections, joined by dots. */
  public String path() {
    return section.isEmpty() ? key : String.join(".", section) + "." + key;
  }
}
