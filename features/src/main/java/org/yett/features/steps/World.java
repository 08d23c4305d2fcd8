package org.yett.features.steps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.features.capture.Capture;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.pair.PairTestbed;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.subject.Arrangement;
import org.yett.features.subject.Interception;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** What the steps of one scenario share. */
final class World {

  /** Long enough for a handshake without losses, too short for a retransmission. */
  static final Duration ONE_HANDSHAKE = Duration.ofSeconds(3);

  /** Long enough for every retransmission and every timer of a handshake. */
  static final Duration UNTIL_ALL_IS_OVER = Duration.ofMinutes(5);

  private static final long SEED = 1;

  private final Map<Side, Arrangement> arrangements = new EnumMap<>(Side.class);
  private final List<Intervention> interventions = new ArrayList<>();
  private final List<Testbed> testbeds = new ArrayList<>();

  /** Somebody on the way who has something to do there. */
  interface Intervention extends Interception {
    /** Whether it has done so. */
    boolean happened();

    /** What it is, for the complaint if it did not happen. */
    String description();
  }

  World() {
    for (Side side : Side.values()) {
      arrangements.put(side, new Arrangement());
    }
  }

  /** How an end is arranged, for the testbed that is set up next. */
  Arrangement arrangement(Side side) {
    return arrangements.get(side);
  }

  /** The testbed that was set up last, or the first one. */
  Testbed testbed() {
    return testbeds.isEmpty() ? newTestbed() : testbeds.getLast();
  }

  /** All testbeds that were set up, in order. */
  List<Testbed> testbeds() {
    return List.copyOf(testbeds);
  }

  /** Sets up a testbed as arranged. */
  Testbed newTestbed() {
    Testbed testbed =
        new PairTestbed(SEED, arrangement(Side.INITIATOR), arrangement(Side.RESPONDER));
    interventions.forEach(testbed::intercept);
    testbeds.add(testbed);
    return testbed;
  }

  /** The request of an exchange in a handshake of such ends that nobody interferes with. */
  Message undisturbed(ExchangeType exchange) {
    Testbed aside = new PairTestbed(SEED, arrangement(Side.INITIATOR), arrangement(Side.RESPONDER));
    aside.subject(Side.INITIATOR).initiate();
    aside.pass(ONE_HANDSHAKE);
    return Capture.of(aside).messages(exchange).getFirst().opened();
  }

  /** Puts somebody on the way, who has to act before the scenario ends. */
  void intervene(Intervention intervention) {
    interventions.add(intervention);
    testbeds.forEach(testbed -> testbed.intercept(intervention));
  }

  /** What was arranged and did not happen: a scenario with such things shows nothing. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    testbeds.forEach(testbed -> unused.addAll(testbed.unusedViolations()));
    interventions.stream()
        .filter(intervention -> !intervention.happened())
        .forEach(intervention -> unused.add(intervention.description()));
    return unused;
  }

  /** What was sent so far. */
  Capture capture() {
    return Capture.of(testbed());
  }

  /** The handshake that came to keys; there is one. */
  CapturedHandshake handshake() {
    List<CapturedHandshake> handshakes = capture().handshakes();
    Expect.equal(1, handshakes.size(), "IKE_SA_INIT exchanges that came to keys");
    return handshakes.getFirst();
  }

  /** The generations of keys, computed anew from what the initiator tells. */
  List<ReferenceKeys> generations() {
    return handshake().generations(testbed().keysOf(Side.INITIATOR));
  }

  /** The message of that name, if it was sent. */
  Optional<CapturedMessage> find(MessageName name) {
    return capture().messages(name.toString()).stream().findFirst();
  }

  /** The message of that name, opened; it must have been sent. */
  CapturedMessage sent(MessageName name) {
    Optional<CapturedMessage> found = find(name);
    Expect.that(found.isPresent(), () -> name + " was not sent\n" + testbed().transcript());
    return found.get();
  }

  /** The contents of the message of that name. */
  Message message(MessageName name) {
    return sent(name).opened();
  }
}
