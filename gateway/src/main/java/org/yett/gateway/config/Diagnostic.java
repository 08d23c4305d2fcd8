package org.yett.gateway.config;

import org.yett.gateway.config.settings.SourcePosition;

/**
 * Something about a configuration that its author must or should know. Never holds a secret.
 *
 * @param severity whether the configuration can be used
 * @param position where
 * @param message what is wrong and what was expected
 */
public record Diagnostic(Severity severity, SourcePosition position, String message) {

  /** Whether the configuration can be used. */
  public enum Severity {
    /** It cannot. */
    ERROR,
    /** It can, but not everything in it has an effect. */
    WARNING
  }

  /** As compilers write it. */
  @Override
  public String toString() {
    return position + ": " + (severity == Severity.ERROR ? "error: " : "warning: ") + message;
  }
}
