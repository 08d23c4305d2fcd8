package org.yett.gateway.config;

import java.util.List;

/** What reading a configuration gave. */
public sealed interface ConfigResult {

  /** Everything to be said about it, by file and line. */
  List<Diagnostic> diagnostics();

  /**
   * It can be used.
   *
   * @param config the configuration
   * @param diagnostics warnings, by file and line
   */
  record Loaded(GatewayConfig config, List<Diagnostic> diagnostics) implements ConfigResult {
    public Loaded {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * It cannot be used.
   *
   * @param diagnostics every error, and the warnings, by file and line
   */
  record Rejected(List<Diagnostic> diagnostics) implements ConfigResult {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
