package org.yett.features.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.gateway.cli.ExitStatus;
import org.yett.ike.sim.scenario.Scenario;
import org.yett.ike.sim.scenario.ScenarioRun;
import org.yett.ike.sim.scenario.Scenarios;
import picocli.CommandLine;

class SimCommandTest {

  private record Ran(int status, String out) {}

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new SimCommand()).setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      out.append(e.getMessage());
      return ExitStatus.USAGE;
    });
    return new Ran(line.execute(arguments), out.toString());
  }

  @Test
  void everyScenarioIsListed() {
    Ran list = run("--list");
    assertEquals(ExitStatus.OK, list.status());
    for (Scenario scenario : Scenarios.all()) {
      assertTrue(list.out().contains(scenario.name() + " "), list.out());
    }
  }

  @Test
  void aTranscriptShowsMessagesStatesAndKeysByName() {
    Ran run = run("--seed", "3", "--scenario", "handshake");
    assertEquals(ExitStatus.OK, run.status());
    assertTrue(run.out().contains("initiator: IKE_SA_INIT request 0 SA("), run.out());
    assertTrue(run.out().contains("responder: IKE SA 1: AnsweringAuth -> Established"), run.out());
    assertTrue(run.out().contains("SKEYSEED(1) (rfc9370:2.2.2)"), run.out());
    assertTrue(run.out().contains(", under SK_er(1) ["), run.out());
    assertTrue(run.out().endsWith("All is as it must be.\n"), run.out());
  }

  @Test
  void theSameSeedPrintsTheSame() {
    assertEquals(run("--seed", "11"), run("--seed", "11"));
  }

  @Test
  void aRunIsPrintedAsJson() throws JsonProcessingException {
    JsonNode root =
        new ObjectMapper().readTree(run("--scenario", "handshake-classical", "--json").out());
    assertEquals("handshake-classical", root.get("scenario").asText());
    assertTrue(root.get("passed").asBoolean());
    JsonNode first = root.get("messages").get(0);
    assertEquals("IKE_SA_INIT", first.get("exchange").asText());
    assertTrue(first.get("payloads").get(0).asText().startsWith("SA("), first.toString());
  }

  @Test
  void manySeedsAreSummedUp() {
    Ran run = run("--runs", "4", "--scenario", "delete-child", "--threads", "2");
    assertEquals(ExitStatus.OK, run.status());
    assertTrue(
        run.out().startsWith("4 runs of delete-child, seeds 1 to 4: all as they must be"),
        run.out());
  }

  @Test
  void eachSeedThatFailsIsToldWithItsCommand() {
    Scenario odd =
        new Scenario(
            "odd", "Odd seeds fail.", stage -> stage.expect(stage.seed() % 2 == 0, "it is even"));
    List<String> told = new ArrayList<>();
    long failed = new SeedRange(odd, 1, 5, 1).play(run -> told.add(run.summary()));
    assertEquals(3, failed);
    assertEquals(
        new ScenarioRun(odd, 3, odd.run(3).simulation(), List.of("expected that it is even"))
            .summary(),
        told.get(1));
    assertTrue(told.get(1).endsWith("./yett sim --seed 3 --scenario odd"), told.get(1));
  }

  @Test
  void anUnknownScenarioIsAnError() {
    Ran run = run("--scenario", "nonsense");
    assertEquals(ExitStatus.USAGE, run.status());
    assertTrue(run.out().contains("there is no scenario \"nonsense\""), run.out());
  }
}
