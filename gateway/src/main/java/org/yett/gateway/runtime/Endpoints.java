package org.yett.gateway.runtime;

import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.exchange.IkeEngine;

/** The endpoints that gateways use. */
public final class Endpoints {
  private Endpoints() {}

  /** With the system's randomness, and nobody who hears the key schedule. */
  public static EndpointFactory standard() {
    return config -> IkeEngine.create(config, new SystemRandomness(), KeyTraces.NONE);
  }
}
