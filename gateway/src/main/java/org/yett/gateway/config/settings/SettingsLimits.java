package org.yett.gateway.config.settings;

/** Bounds on what a settings file may cost. Each is far above any real configuration. */
final class SettingsLimits {

  /** Octets of one file. */
  static final int FILE_OCTETS = 4 * 1024 * 1024;

  /** Files read for one configuration, the first included. */
  static final int FILES = 2_000;

  /** Files that include one another, the first included. */
  static final int INCLUDE_DEPTH = 16;

  /** Sections inside sections. */
  static final int SECTION_DEPTH = 32;

  /** Errors reported before reading is given up. */
  static final int PROBLEMS = 100;

  /** Steps that following references may take. */
  static final int RESOLUTION_STEPS = 1_000_000;

  /** References that lead on to references. */
  static final int REFERENCE_DEPTH = 64;

  private SettingsLimits() {}
}
