package org.yett.gateway.runtime;

import java.util.Optional;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.endpoint.IkeEndpoint;

/**
 * Makes the endpoint of a gateway: with its randomness, and with a key trace if there is one. One
 * that is named in {@code META-INF/services/org.yett.gateway.runtime.EndpointFactory} on the class
 * path takes the place of the standard one: so the artifact that logs keys comes in, and no other
 * way does.
 */
@FunctionalInterface
public interface EndpointFactory {
  /** Makes an endpoint. */
  IkeEndpoint create(EndpointConfig config);

  /** What an operator must know of such endpoints, if anything; told in the log at each start. */
  default Optional<String> warning() {
    return Optional.empty();
  }
}
