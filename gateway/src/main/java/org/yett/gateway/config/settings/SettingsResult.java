package org.yett.gateway.config.settings;

import java.util.List;

/** What reading settings gave. */
public sealed interface SettingsResult {

  /**
   * The settings could be read.
   *
   * @param tree the settings
   * @param warnings what looked odd but is allowed, in the order found
   */
  record Parsed(SettingsTree tree, List<SettingsProblem> warnings) implements SettingsResult {
    public Parsed {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The settings could not be read.
   *
   * @param errors every error found, in the order found; never empty
   */
  record Failed(List<SettingsProblem> errors) implements SettingsResult {
    public Failed {
      errors = List.copyOf(errors);
    }
  }
}
