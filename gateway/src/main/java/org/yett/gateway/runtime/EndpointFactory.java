package org.yett.gateway.runtime;

import org.yett.ike.config.EndpointConfig;
import org.yett.ike.endpoint.IkeEndpoint;

/** Makes the endpoint of a gateway: with its randomness, and with a key trace if there is one. */
@FunctionalInterface
public interface EndpointFactory {
  /** Makes an endpoint. */
  IkeEndpoint create(EndpointConfig config);
}
