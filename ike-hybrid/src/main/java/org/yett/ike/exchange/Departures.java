package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;

/** How messages of one IKE SA are encoded, put on the way, and told of. */
final class Departures {

  private final EndpointContext context;
  private final IkeSaId id;
  private final Route route;

  Departures(EndpointContext context, IkeSaId id, Route route) {
    this.context = context;
    this.id = id;
    this.route = route;
  }

  /**
   * The message as it goes out, not yet sealed.
   *
   * @param clear payloads in clear before the Encrypted payload
   * @param payloads the payloads, inside the Encrypted payload if there is to be one
   */
  Message encode(
      IkeHeader header, List<Payload> clear, List<Payload> payloads, boolean isProtected) {
    OutgoingSeam.Draft draft =
        context.seam.edit(
            isProtected
                ? new OutgoingSeam.Draft(header, clear, payloads, true)
                : new OutgoingSeam.Draft(header, payloads, List.of(), false));
    return draft.isProtected()
        ? MessageEncoder.encodeProtected(draft.header(), draft.clear(), draft.inner())
        : MessageEncoder.encodeClear(draft.header(), draft.clear());
  }

  /** Puts the datagrams of a message on the way. */
  void transmit(IkeHeader header, List<Octets> datagrams, boolean repeated, Path path) {
    if (!context.isOurs(path.local().ip())) {
      // Nothing can leave from an address that we have lost: it is as good as lost on the way.
      return;
    }
    datagrams.forEach(octets -> context.put(new Output.Transmit(path, octets, Output.Content.IKE)));
    int bytes = datagrams.stream().mapToInt(Octets::size).sum();
    trace(Event.Direction.SENT, header, bytes, datagrams.size(), repeated, path);
    route.sent();
  }

  /** Tells of a message that has come. */
  void received(IkeHeader header, int bytes, int datagrams, boolean repeated, Path from) {
    trace(Event.Direction.RECEIVED, header, bytes, datagrams, repeated, from);
  }

  private void trace(
      Event.Direction direction,
      IkeHeader header,
      int bytes,
      int datagrams,
      boolean repeated,
      Path path) {
    context.tell(
        new Event.ExchangeTrace(
            Optional.of(id),
            direction,
            header.exchangeType(),
            header.isResponse(),
            header.initiatorSpi(),
            header.responderSpi(),
            header.messageId(),
            bytes,
            datagrams,
            repeated,
            path));
  }
}
