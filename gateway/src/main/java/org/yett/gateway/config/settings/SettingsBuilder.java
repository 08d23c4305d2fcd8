package org.yett.gateway.config.settings;

import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.settings.RawSection.RawSetting;

/** Makes settings that were not read from a file. */
public final class SettingsBuilder {

  private final RawSection section;
  private final SourcePosition position;

  private SettingsBuilder(RawSection section, SourcePosition position) {
    this.section = section;
    this.position = position;
  }

  /**
   * Starts with the outermost section.
   *
   * @param origin what to name as the place of everything
   */
  public static SettingsBuilder of(String origin) {
    SourcePosition position = new SourcePosition(origin, 1, 1);
    return new SettingsBuilder(new RawSection("", position), position);
  }

  /** Sets a key of this section. */
  public SettingsBuilder put(String key, String value) {
    section.put(new RawSetting(key, Optional.of(value), position, position));
    return this;
  }

  /** A section inside this one; made if it is not there yet. */
  public SettingsBuilder section(String name) {
    return new SettingsBuilder(section.enter(name, position), position);
  }

  /** The settings, with this section as the outermost. The builder is of no use afterwards. */
  public SettingsTree build() {
    return new SettingsTree(section, List.of());
  }
}
