package org.yett.gateway.runtime;

import java.io.IOException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.exchange.IkeEngine;

/** The endpoints that gateways use. */
public final class Endpoints {
  /** The system property by which the launcher says where keys are to be logged. */
  public static final String KEY_LOG = "yett.keylog";

  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  private Endpoints() {}

  /**
   * With the system's randomness, and nobody who hears the key schedule, unless the class path has
   * somebody who does.
   *
   * @throws IOException if keys are to be logged and cannot be
   */
  public static EndpointFactory standard() throws IOException {
    List<EndpointFactory> others = others();
    if (others.size() > 1) {
      throw new IOException("several endpoint factories are on the class path");
    }
    if (others.size() == 1) {
      others.getFirst().warning().ifPresent(LOG::warn);
      return others.getFirst();
    }
    if (System.getProperty(KEY_LOG) != null) {
      throw new IOException(
          KEY_LOG + " is set, but the artifact that logs keys is not on the class path");
    }
    return config -> IkeEngine.create(config, new SystemRandomness(), KeyTraces.NONE);
  }

  private static List<EndpointFactory> others() throws IOException {
    try {
      return ServiceLoader.load(EndpointFactory.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), e);
    }
  }
}
