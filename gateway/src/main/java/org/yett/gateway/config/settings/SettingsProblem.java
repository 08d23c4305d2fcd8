package org.yett.gateway.config.settings;

/**
 * Something wrong in a settings file.
 *
 * @param position where
 * @param message what is wrong and what was expected; never holds a value
 */
public record SettingsProblem(SourcePosition position, String message) {

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
