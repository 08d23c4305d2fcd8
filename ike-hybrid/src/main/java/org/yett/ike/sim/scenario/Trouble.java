package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.Pair;
import org.yett.spec.iana.ExchangeType;

/**
 * What happens to the first datagram of a message.
 *
 * @param exchange the exchange
 * @param from who sends it
 * @param response whether it is the response
 * @param fate what happens to it
 */
record Trouble(ExchangeType exchange, End from, boolean response, Fate fate) {

  /** What may happen to a datagram. */
  enum Fate {
    /** It does not arrive. */
    LOST("lost", "is lost", Duration.ZERO),
    /** It arrives after everything else that both ends do at once, before it is sent again. */
    LATE("late", "is late", Duration.ofMillis(300)),
    /** It arrives after what was sent in its place. */
    STALE("stale", "arrives after what was sent in its place", Duration.ofSeconds(3));

    private final String hyphenated;
    private final String words;
    private final Duration delay;

    Fate(String hyphenated, String words, Duration delay) {
      this.hyphenated = hyphenated;
      this.words = words;
      this.delay = delay;
    }
  }

  /** All that may happen to requests of this end and to the responses to them. */
  static Stream<Trouble> inExchange(ExchangeType exchange, End initiator, Fate... fates) {
    return Arrays.stream(fates)
        .flatMap(fate ->
            Stream.of(
                new Trouble(exchange, initiator, false, fate),
                new Trouble(exchange, initiator.other(), true, fate)));
  }

  /** The same where both ends begin such an exchange. */
  static List<Trouble> inBoth(ExchangeType exchange, Fate... fates) {
    return Arrays.stream(End.values()).flatMap(end -> inExchange(exchange, end, fates)).toList();
  }

  /** As part of a scenario's name. */
  String hyphenated() {
    String message =
        exchange.equals(ExchangeType.INFORMATIONAL)
            ? "delete-"
            : exchange.equals(ExchangeType.IKE_FOLLOWUP_KE) ? "follow-up-" : "";
    return message
        + (response ? "response" : "request")
        + "-of-"
        + from.word()
        + "-"
        + fate.hyphenated;
  }

  /** As a sentence. */
  String words() {
    return "The "
        + from.word()
        + "'s first "
        + exchange
        + (response ? " response " : " request ")
        + fate.words
        + ".";
  }

  /** It happens from now on. */
  void befall(Pair pair) {
    Chosen chosen = new Chosen(from.of(pair), exchange, response);
    OnPath somebody =
        fate == Fate.LOST
            ? new Losses(chosen, 1)
            : new Delays(pair.simulation(), chosen, fate.delay);
    pair.simulation().onPath(somebody);
  }
}
