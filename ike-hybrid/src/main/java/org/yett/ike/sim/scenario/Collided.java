package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimHost;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** What scenarios of collisions share: how they begin, and what must stand afterwards. */
final class Collided {

  private static final String ONE_IKE = "aes256gcm16-prfsha384-x25519";
  private static final String ONE_ESP = "aes256gcm16-x25519-esn";
  private static final String SEVERAL_IKE = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  private static final String SEVERAL_ESP = "aes256gcm16-x25519-ke1_mlkem768-ke2_ecp256-esn";

  /** Long enough for every retransmission and every back-off. */
  static final Duration SETTLED = Duration.ofMinutes(10);

  /** What comes late may concern an SA that is gone; that is counted, and nothing else. */
  private static final Set<Offence> OF_STALE_MESSAGES =
      Set.of(Offence.UNKNOWN_IKE_SPI, Offence.MESSAGE_IN_CLEAR, Offence.UNASKED_RESPONSE);

  private Collided() {}

  /** What must stand afterwards. */
  enum Left {
    /** One IKE SA with one Child SA. */
    TUNNEL(1, 1),
    /** One IKE SA with two Child SAs. */
    TWO_CHILDREN(1, 2),
    /** One IKE SA with three Child SAs. */
    THREE_CHILDREN(1, 3),
    /** One IKE SA without a Child SA. */
    IKE_SA(1, 0),
    /** Nothing. */
    NOTHING(0, 0);

    private final int ikeSas;
    private final int childSas;

    Left(int ikeSas, int childSas) {
      this.ikeSas = ikeSas;
      this.childSas = childSas;
    }
  }

  /** A name with what tells whether there are several key exchanges. */
  static String named(String name, boolean several) {
    return name + (several ? "-several-ke" : "");
  }

  /** Proposals of one key exchange, or of several in every exchange. */
  static void propose(PairConfig config, boolean several) {
    config
        .ikeProposals(several ? SEVERAL_IKE : ONE_IKE)
        .espProposals(several ? SEVERAL_ESP : ONE_ESP);
  }

  static Pair established(Stage stage, boolean several) {
    return stage.established(stage.pair().both(c -> propose(c, several)));
  }

  /** Lets everything happen, and looks at what stands. */
  static void expect(Stage stage, Pair pair, Left left, boolean stale) {
    stage.runFor(SETTLED);
    stage.agree();
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      List<IkeSaStatus> ikeSas = host.status().ikeSas();
      stage.expectEqual(left.ikeSas, ikeSas.size(), "IKE SAs of " + host);
      stage.expectEqual(
          left.childSas, host.childSas().inbound().size(), "inbound Child SAs of " + host);
      stage.expectEqual(
          left.childSas, host.childSas().outbound().size(), "outbound Child SAs of " + host);
      stage.expectEqual(
          List.of(), host.events(Event.InternalError.class), "internal errors of " + host);
      Set<Offence> offences = new TreeSet<>(host.status().offences().keySet());
      if (stale) {
        offences.removeAll(OF_STALE_MESSAGES);
      }
      stage.expectEqual(Set.of(), offences, "offences seen by " + host);
    }
  }

  /** The errors that both hosts have answered over IKE SAs that stand. */
  static Set<NotifyType> errors(Pair pair) {
    Set<NotifyType> errors = new TreeSet<>((a, b) -> Integer.compare(a.value(), b.value()));
    for (Message response : responses(pair)) {
      response.all(NotifyPayload.class).stream()
          .map(NotifyPayload::notifyType)
          .filter(NotifyType::isError)
          .forEach(errors::add);
    }
    return errors;
  }

  /** Whether a host has answered a Delete of Child SAs by a Delete payload. */
  static boolean deletesInAnswer(Pair pair, SimHost host) {
    return pair.simulation().messages().stream()
        .filter(observed -> observed.from().equals(host.name()))
        .filter(observed ->
            observed.message().header().isResponse()
                && observed.message().header().exchangeType().equals(ExchangeType.INFORMATIONAL))
        .anyMatch(observed -> observed.message().first(DeletePayload.class).isPresent());
  }

  private static List<Message> responses(Pair pair) {
    return pair.simulation().messages().stream()
        .filter(observed -> observed.epoch().isPresent())
        .map(observed -> observed.message())
        .filter(message -> message.header().isResponse())
        .toList();
  }
}
