package org.yett.gateway.config;

import org.yett.gateway.config.settings.SourcePosition;

/**
 * A piece of configuration as it was written.
 *
 * @param text the text
 * @param position where it was written
 */
public record Written(String text, SourcePosition position) {
  @Override
  public String toString() {
    return text;
  }
}
