package org.yett.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yett.gateway.config.Diagnostic.Severity;
import org.yett.gateway.config.settings.SourcePosition;

/** Gathers what is found wrong, so that all of it can be reported together. */
final class Diagnostics {

  private final List<Diagnostic> found = new ArrayList<>();

  void error(SourcePosition position, String message) {
    add(new Diagnostic(Severity.ERROR, position, message));
  }

  void warning(SourcePosition position, String message) {
    add(new Diagnostic(Severity.WARNING, position, message));
  }

  private void add(Diagnostic diagnostic) {
    // A section that several connections refer to would otherwise be complained about once for
    // each.
    if (!found.contains(diagnostic)) {
      found.add(diagnostic);
    }
  }

  boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  List<Diagnostic> sorted() {
    return found.stream().sorted(Comparator.comparing(Diagnostic::position)).toList();
  }
}
