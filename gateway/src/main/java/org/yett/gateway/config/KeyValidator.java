package org.yett.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.config.settings.ClearedSetting;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.gateway.config.settings.SourcePosition;

/**
 * Holds settings against the table of known keys: misspelt names, bad values, keys that are not
 * honoured.
 */
final class KeyValidator {

  private final Diagnostics diagnostics;

  KeyValidator(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Checks a section and all that it contains.
   *
   * @param section the section
   * @param path the names from the outermost section to this one
   */
  void validate(SettingsView section, List<String> path) {
    for (Setting setting : section.settings()) {
      Optional<KeyRule> rule = known(setting.key(), setting.keyPosition(), path);
      rule.ifPresent(r -> check(r, setting, path));
    }
    for (ClearedSetting cleared : section.cleared()) {
      known(cleared.key(), cleared.position(), path);
    }
    for (SettingsView child : section.sections()) {
      List<String> childPath = new ArrayList<>(path);
      childPath.add(child.name());
      if (KnownKeys.isSection(childPath)) {
        validate(child, childPath);
      } else {
        unknownSection(child, path);
      }
    }
  }

  private Optional<KeyRule> known(String key, SourcePosition position, List<String> path) {
    Optional<KeyRule> rule = KnownKeys.find(path, key);
    if (rule.isEmpty()) {
      Set<String> keys = KnownKeys.keysOf(path);
      String place = path.isEmpty() ? "outside of all sections" : "in " + String.join(".", path);
      String hint;
      if (KnownKeys.sectionsOf(path).contains(key)) {
        hint = "; it is a section: expected '{' rather than '='";
      } else {
        hint =
            EditDistance.nearest(key, keys)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; expected " + (keys.isEmpty() ? sections(path) : keys(keys)));
      }
      diagnostics.error(position, "unknown key '" + key + "' " + place + hint);
    }
    return rule;
  }

  private void unknownSection(SettingsView section, List<String> path) {
    Set<String> sections = KnownKeys.sectionsOf(path);
    String place = path.isEmpty() ? "" : " in " + String.join(".", path);
    String hint;
    if (KnownKeys.keysOf(path).contains(section.name())) {
      hint = "; it is a key: expected '=' rather than '{'";
    } else {
      hint =
          EditDistance.nearest(section.name(), sections)
              .map(nearest -> "; did you mean '" + nearest + "'?")
              .orElse(
                  sections.isEmpty() ? "; expected keys alone" : "; expected " + sections(path));
    }
    diagnostics.error(
        section.position(), "unknown section '" + section.name() + "'" + place + hint);
  }

  private static String keys(Set<String> keys) {
    return keys.size() <= 12
        ? "one of the keys " + String.join(", ", keys)
        : "a key of swanctl.conf";
  }

  private static String sections(List<String> path) {
    return "one of the sections " + String.join(", ", KnownKeys.sectionsOf(path));
  }

  private void check(KeyRule rule, Setting setting, List<String> path) {
    String value = setting.value();
    if (!rule.syntax().accepts(value)) {
      boolean secret = path.getFirst().equals("secrets");
      diagnostics.error(
          setting.valuePosition(),
          "bad value "
              + (secret ? "" : "'" + value + "' ")
              + "for '"
              + setting.key()
              + "': expected "
              + rule.syntax().expected());
      return;
    }
    if (rule.isNeutral(value)) {
      return;
    }
    switch (rule.treatmentOf(value)) {
      case HONOURED -> {
        // The readers take it from here.
      }
      case HARMLESS ->
          diagnostics.warning(
              setting.keyPosition(), "'" + setting.key() + "' has no effect: " + rule.note());
      case REFUSED ->
          diagnostics.error(
              setting.keyPosition(), "'" + setting.key() + "' cannot be honoured: " + rule.note());
    }
  }
}
