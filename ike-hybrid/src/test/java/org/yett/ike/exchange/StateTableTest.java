package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yett.ike.exchange.Transitions.Cause;
import org.yett.ike.sim.Simulation;
import org.yett.ike.sim.Step;
import org.yett.ike.sim.scenario.Scenario;
import org.yett.ike.sim.scenario.Scenarios;

/**
 * The table of states: what can reach each state is read from the sources, where each state's
 * switch is exhaustive; what comes of it is what all scenarios and many random schedules have
 * shown. The document holds both. It must be renewed when something happens that it does not show.
 */
class StateTableTest {

  private static final Path DOCUMENT = Path.of("docs", "states.md");
  private static final boolean RENEW = Boolean.getBoolean("yett.states.write");
  private static final int SCENARIO_SEEDS = 1;
  private static final int RANDOM_SEEDS = 200;

  /** Many more, so that what few schedules show is in the document, whatever they are. */
  private static final int SEEDS_TO_RENEW = Integer.getInteger("yett.states.seeds", 5000);

  static List<String> states() {
    List<String> names = new ArrayList<>();
    collect(IkeState.class, names);
    return names;
  }

  private static void collect(Class<?> type, List<String> names) {
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(sub -> collect(sub, names));
    } else if (!names.contains(type.getSimpleName())) {
      names.add(type.getSimpleName());
    }
  }

  /** What was seen from a state when something came. */
  static final class Seen {
    final TreeSet<String> next = new TreeSet<>();
    final TreeSet<Step.Act> acts = new TreeSet<>();
  }

  private static Map<String, Map<Cause, Seen>> observe() {
    Map<String, Map<Cause, Seen>> seen = new TreeMap<>();
    Stream<Simulation> scenarios =
        Scenarios.deterministic().stream()
            .flatMap(scenario ->
                LongStream.rangeClosed(1, SCENARIO_SEEDS).boxed().flatMap(s -> run(scenario, s)));
    Stream<Simulation> schedules =
        LongStream.rangeClosed(1, RENEW ? SEEDS_TO_RENEW : RANDOM_SEEDS)
            .parallel()
            .boxed()
            .flatMap(seed -> run(Scenarios.random(), seed));
    scenarios.forEach(simulation -> note(simulation, seen));
    schedules.forEach(simulation -> note(simulation, seen));
    return seen;
  }

  private static void note(Simulation simulation, Map<String, Map<Cause, Seen>> seen) {
    synchronized (seen) {
      for (Transitions.Transition t : simulation.transitions()) {
        of(seen, t.from(), t.cause()).next.add(t.to());
      }
      for (Step step : simulation.steps()) {
        Transitions.Transition t = step.transition();
        of(seen, t.from(), t.cause()).acts.addAll(step.does());
      }
    }
  }

  static Seen of(Map<String, Map<Cause, Seen>> seen, String from, Cause cause) {
    return seen.computeIfAbsent(from, f -> new TreeMap<>()).computeIfAbsent(cause, c -> new Seen());
  }

  private static Stream<Simulation> run(Scenario scenario, long seed) {
    return scenario.run(seed).simulation().stream();
  }

  @Test
  void everyStateTakesOrRefusesEveryInput() throws IOException {
    Map<String, Map<Cause, StateSources.Handling>> handled = StateSources.read();
    List<String> missing = new ArrayList<>();
    for (String state : states()) {
      for (Cause cause : StateSources.INPUTS) {
        if (!handled.getOrDefault(state, Map.of()).containsKey(cause)) {
          missing.add(state + " x " + cause);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theDocumentShowsTheTable() throws IOException {
    Map<String, Map<Cause, Seen>> shown = observe();
    if (RENEW) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, new StateDocument(states(), StateSources.read(), shown).text());
    }
    String document = Files.readString(DOCUMENT);
    // What the document shows was seen once; what it does not show must not happen.
    DocumentedStates.read(document)
        .forEach((from, causes) ->
            causes.forEach((cause, seen) -> {
              of(shown, from, cause).next.addAll(seen.next);
              of(shown, from, cause).acts.addAll(seen.acts);
            }));
    assertEquals(
        document,
        new StateDocument(states(), StateSources.read(), shown).text(),
        "the states have changed; look at what, and renew the document:"
            + " mvn test -pl ike-hybrid -am -Dtest=StateTableTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.extra=-Dyett.states.write=true");
  }
}
