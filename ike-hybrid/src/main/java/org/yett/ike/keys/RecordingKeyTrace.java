package org.yett.ike.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps copies of all steps, until it is closed. For vectors, tests and key logs. */
public final class RecordingKeyTrace implements KeyTrace, AutoCloseable {

  private final List<KeyStep> steps = new ArrayList<>();

  @Override
  public void step(KeyStep step) {
    steps.add(
        new KeyStep(
            step.name(),
            step.clause(),
            step.formula(),
            step.inputs().stream().map(KeyValue::copy).toList(),
            step.outputs().stream().map(KeyValue::copy).toList()));
  }

  /** The steps heard, in order; a view. */
  public List<KeyStep> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** Wipes all copies and forgets the steps. */
  @Override
  public void close() {
    for (KeyStep step : steps) {
      step.inputs().forEach(value -> value.secret().close());
      step.outputs().forEach(value -> value.secret().close());
    }
    steps.clear();
  }
}
