package org.yett.gateway.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * What {@code yett demo --json} writes instead of a report if there is none.
 *
 * @param established always false
 * @param error what went wrong, in words
 */
@JsonPropertyOrder({"established", "error"})
record DemoFailure(boolean established, String error) {

  static DemoFailure of(Exception cause) {
    return new DemoFailure(false, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
  }
}
