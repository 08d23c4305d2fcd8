package org.yett.gateway.control;

import java.util.Optional;

/**
 * What to set up. At least one of the two is given.
 *
 * @param connection the connection; without one, the first that has the child
 * @param child the child; without one, the connection's first
 */
public record InitiateRequest(Optional<String> connection, Optional<String> child) {
  public InitiateRequest {
    if (connection.isEmpty() && child.isEmpty()) {
      throw new IllegalArgumentException("neither a connection nor a child is named");
    }
  }
}
