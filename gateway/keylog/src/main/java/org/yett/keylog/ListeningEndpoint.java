package org.yett.keylog;

import java.time.Instant;
import java.util.List;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.Footprint;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Output;

/** An endpoint whose Child SAs a key log hears of. */
final class ListeningEndpoint implements IkeEndpoint {
  private final IkeEndpoint endpoint;
  private final KeyLog log;

  ListeningEndpoint(IkeEndpoint endpoint, KeyLog log) {
    this.endpoint = endpoint;
    this.log = log;
  }

  @Override
  public List<Output> handle(Input input, Instant now) {
    List<Output> outputs = endpoint.handle(input, now);
    for (Output output : outputs) {
      if (output instanceof Output.InstallInbound(var childSa)) {
        // Before the datapath takes the keys over, and wipes them.
        log.childSa(childSa);
      }
    }
    return outputs;
  }

  @Override
  public EndpointStatus status() {
    return endpoint.status();
  }

  @Override
  public Footprint footprint() {
    return endpoint.footprint();
  }
}
