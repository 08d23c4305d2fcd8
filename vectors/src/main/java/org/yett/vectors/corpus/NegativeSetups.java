package org.yett.vectors.corpus;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.yett.vectors.exchange.Edit;
import org.yett.vectors.exchange.Negative;
import org.yett.vectors.exchange.Performance;

/** The negative vectors: each is a good conversation with one thing wrong. */
final class NegativeSetups {

  /** What must come of it: the reaction, the notification if it is one, and the clause. */
  record Demand(String victim, Negative.Reaction reaction, int notification, String clause) {

    static Demand notify(String victim, int type, String clause) {
      return new Demand(victim, Negative.Reaction.NOTIFY, type, clause);
    }

    static Demand of(String victim, Negative.Reaction reaction, String clause) {
      return new Demand(victim, reaction, 0, clause);
    }
  }

  private final List<Setup> all = new ArrayList<>();

  private NegativeSetups() {}

  /** All of them. */
  static List<Setup> all() {
    NegativeSetups setups = new NegativeSetups();
    WrongKeyExchanges.addTo(setups);
    WrongAuthentication.addTo(setups);
    WrongPayloads.addTo(setups);
    WrongDatagrams.addTo(setups);
    WrongSelections.addTo(setups);
    WrongFollowUps.addTo(setups);
    WrongSignatures.addTo(setups);
    WrongPpks.addTo(setups);
    return List.copyOf(setups.all);
  }

  /**
   * Adds a vector whose conversation is falsified by one edit.
   *
   * @param id its name
   * @param wrong the one thing that is wrong
   * @param clause the clause that is broken
   * @param demand what must come of it
   * @param base the conversation; taken
   * @param edit makes the edit from the conversation as it goes when nothing is wrong
   */
  void edited(
      String id,
      String wrong,
      String clause,
      Demand demand,
      Setup base,
      Function<Falsified, Edit> edit) {
    Setup setup = base.copy(id, wrong, clause);
    Falsified good = new Falsified(Performance.generate(setup.vector(Corpus.seed(id))));
    add(setup.edit(edit.apply(good)), wrong, clause, demand);
  }

  /** Adds a vector with a datagram that somebody sends the victim in the end. */
  void injected(
      String id,
      String wrong,
      String clause,
      Demand demand,
      Setup base,
      Function<Falsified, byte[]> datagram) {
    Setup setup = base.copy(id, wrong, clause);
    Falsified good = new Falsified(Performance.generate(setup.vector(Corpus.seed(id))));
    String octets = HexFormat.of().formatHex(datagram.apply(good));
    add(setup.after(2_000, demand.victim(), "inject", octets), wrong, clause, demand);
  }

  /** Adds a vector whose set-up or script is what is wrong. */
  void setUp(String id, String wrong, String clause, Demand demand, Setup base) {
    add(base.copy(id, wrong, clause), wrong, clause, demand);
  }

  private void add(Setup setup, String wrong, String clause, Demand demand) {
    all.add(
        setup.negative(
            new Negative(
                wrong,
                clause,
                demand.victim(),
                demand.reaction(),
                demand.notification(),
                demand.clause())));
  }

  /** A conversation to begin with. */
  static Setup base(String ike) {
    return new Setup("base", "base", "rfc7296:1.2")
        .ike("aes256gcm16-prfsha384-" + ike)
        .withoutTraffic();
  }
}
