package org.yett.ike.sim;

import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.exchange.IkeEngine;
import org.yett.ike.exchange.Transitions;

/** Makes the endpoint of a host. */
@FunctionalInterface
public interface EndpointFactory {

  /** Yett's own engine with the standard key exchanges. */
  EndpointFactory STANDARD = with(KeyExchanges.standard());

  /** Yett's own engine with these key exchanges. */
  static EndpointFactory with(KeyExchanges keyExchanges) {
    return (config, randomness, traces, seam, transitions) ->
        IkeEngine.create(config, randomness, keyExchanges, traces, seam, transitions);
  }

  /** An endpoint over this randomness, heard by these traces, with this seam, and watched. */
  IkeEndpoint create(
      EndpointConfig config,
      Randomness randomness,
      KeyTraces traces,
      OutgoingSeam seam,
      Transitions transitions);
}
