package org.yett.vectors.exchange;

import java.util.List;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.event.Event;
import org.yett.ike.sim.SimHost;

/** Plays vectors. */
public final class Performance {

  private Performance() {}

  /**
   * The whole vector of what was set up, drawn from its seed.
   *
   * @param setup a vector of which only what was set up counts
   */
  public static ExchangeVector generate(ExchangeVector setup) {
    return compose(new Stage(setup, false).play());
  }

  /**
   * The vector again, from its set-up and the draws that it records.
   *
   * @throws VectorMismatchException if it asks for draws that are not recorded
   */
  public static ExchangeVector repeat(ExchangeVector vector) {
    try {
      return compose(new Stage(vector, true).play());
    } catch (VectorRandomness.MissingRandomException e) {
      throw new VectorMismatchException(e.getMessage());
    }
  }

  /**
   * What one host sends when the other one's datagrams come as recorded.
   *
   * @param host the host that runs
   * @throws VectorMismatchException if it asks for draws that are not recorded
   */
  public static List<DatagramValue> replay(ExchangeVector vector, String host) {
    try {
      return new Stage(vector, true)
          .playAs(host).datagrams().stream()
              .filter(datagram -> datagram.from().equals(host))
              .toList();
    } catch (VectorRandomness.MissingRandomException e) {
      throw new VectorMismatchException(e.getMessage());
    }
  }

  private static ExchangeVector compose(Stage stage) {
    ExchangeVector setup = stage.vector();
    if (!stage.allEditsMade()) {
      throw new VectorMismatchException("/edits: one finds no message that it is for");
    }
    List<MessageValue> messages = new MessageReading(stage.hearing()).read(stage.datagrams());
    Traffic traffic = new Traffic(stage);
    List<EspPacketValue> esp = traffic.packets(setup.esp());
    List<RandomValue> drawn = stage.drawn();
    return new ExchangeVector(
        setup.schema(),
        setup.id(),
        setup.version(),
        setup.set(),
        setup.title(),
        setup.clauses(),
        setup.seed(),
        setup.initiator(),
        setup.responder(),
        setup.script(),
        setup.edits(),
        setup.negative(),
        drawn,
        new KeyExchangeReading(drawn).read(messages),
        stage.datagrams(),
        messages,
        stage.hearing().steps(),
        traffic.childSas(),
        esp,
        List.of(outcome(stage, Host.INITIATOR), outcome(stage, Host.RESPONDER)));
  }

  private static OutcomeValue outcome(Stage stage, String name) {
    SimHost host = stage.host(name);
    return new OutcomeValue(
        name,
        (int) host.status().ikeSas().stream().filter(IkeSaStatus::established).count(),
        host.childSas().inbound().size(),
        host.events(Event.ProtocolOffence.class).stream()
            .map(event -> event.offence().name())
            .toList());
  }
}
