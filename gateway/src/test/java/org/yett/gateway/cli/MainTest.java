package org.yett.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.control.SaTarget;
import org.yett.gateway.vici.FakeGateway;
import org.yett.gateway.vici.ViciServer;
import picocli.CommandLine;

@Timeout(20)
class MainTest {

  @TempDir Path directory;
  private final FakeGateway gateway = new FakeGateway();
  private ViciServer server;

  @BeforeEach
  void start() throws IOException {
    server = ViciServer.start(directory.resolve("vici"), gateway);
    gateway.configure(
        """
        connections {
          gw {
            local { auth = psk
                    id = a }
            remote { auth = psk }
            children { net { } }
          }
        }
        secrets { ike { secret = x } }
        """);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private record Run(int status, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Run(line.execute(arguments), out.toString(), err.toString());
  }

  private Run runHere(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--socket", server.path().toString()));
    return run(all.toArray(String[]::new));
  }

  @Test
  void everySubcommandIsFoundAndHasHelpWithAnExample() {
    CommandLine line = Main.commandLine();
    assertTrue(
        line.getSubcommands()
            .keySet()
            .containsAll(List.of("initiate", "status", "terminate", "version")));
    line.getSubcommands()
        .forEach((name, command) -> {
          Run help = run(name, "--help");
          assertEquals(0, help.status(), name);
          assertTrue(help.out().contains("Example"), name);
        });
    assertTrue(run().out().contains("Exit status:"));
  }

  @Test
  void aCommandLineThatIsNotUnderstoodEndsWithTwoAndAHint() {
    Run run = run("stauts");
    assertEquals(ExitStatus.USAGE, run.status());
    assertTrue(run.err().contains("status"), run.err());
    assertTrue(run.err().contains("see 'yett --help'"), run.err());
    assertEquals(ExitStatus.USAGE, run("initiate").status());
    assertEquals(ExitStatus.USAGE, run("status", "--socket", "tcp://x").status());
  }

  @Test
  void withoutAGatewayTheExitStatusIsFourAndTheMessageSaysWhatToDo() {
    Run run = run("status", "--socket", directory.resolve("none").toString());
    assertEquals(ExitStatus.NO_GATEWAY, run.status());
    assertEquals(
        "yett: no gateway: there is no control socket "
            + directory.resolve("none")
            + ". Start one with 'yett gateway --config FILE', or name its socket with --socket\n",
        run.err());
    assertEquals("", run.out());
  }

  @Test
  void statusShowsWhichKeyExchangesProtectAnSa() {
    gateway.sas.add(FakeGateway.established("gw", 7));
    Run run = runHere("status");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("gw #7: ESTABLISHED as initiator, for 61 s"), run.out());
    assertTrue(run.out().contains("keys    x25519 + mlkem768: hybrid, post-quantum"), run.out());
    assertTrue(run.out().contains("in  01020304  840 bytes, 10 packets"), run.out());
    assertTrue(run.out().contains("bad input: invalid 5, esp_replayed 2"), run.out());
    assertTrue(run.out().contains("offences: SELECTED_UNOFFERED_KE 1"), run.out());
  }

  @Test
  void whatStandsBelowTheRequiredPostureEndsWithSix() {
    gateway.sas.add(FakeGateway.established("gw", 7));
    Run met = runHere("initiate", "net", "--require", "hybrid,post-quantum,pq-auth");
    assertEquals(0, met.status(), met.err());
    assertTrue(met.out().contains("posture: x25519 + mlkem768; authenticated by psk"), met.out());
    Run unmet = runHere("initiate", "gw", "--require", "hybrid,ppk,transcript-bound");
    assertEquals(ExitStatus.BELOW_POSTURE, unmet.status());
    assertTrue(unmet.err().contains("not ppk, not transcript-bound"), unmet.err());
    assertEquals(ExitStatus.USAGE, runHere("initiate", "net", "--require", "quantum").status());
  }

  @Test
  void statusAsJsonHasEveryDocumentedField() throws IOException {
    gateway.sas.add(FakeGateway.established("gw", 7));
    Run run = runHere("status", "--json");
    JsonNode status = new ObjectMapper().readTree(run.out());
    assertEquals("yett", status.path("daemon").path("name").asText());
    assertEquals(200, status.path("uptime_seconds").asLong());
    assertEquals("memory", status.path("datapath").asText());
    assertEquals(1, status.path("half_open").asInt());
    assertEquals("gw", status.path("connections").get(0).asText());
    JsonNode sa = status.path("ike_sas").get(0);
    assertEquals("ESTABLISHED", sa.path("state").asText());
    assertTrue(sa.path("initiator").asBoolean());
    assertEquals("192.0.2.2", sa.path("remote").path("host").asText());
    assertEquals("b.example", sa.path("remote").path("id").asText());
    assertEquals("aes256gcm16-prfsha384-x25519-ke1_mlkem768", sa.path("suite").asText());
    assertEquals("ML_KEM_768", sa.path("additional_key_exchanges").path("1").asText());
    assertEquals("mlkem768", sa.path("key_exchanges").get(1).asText());
    assertTrue(sa.path("hybrid").asBoolean());
    assertFalse(sa.path("transcript_bound").asBoolean(true));
    assertFalse(sa.path("resumed").asBoolean(true));
    assertEquals(4, sa.path("counters").path("messages_in").asLong());
    JsonNode child = sa.path("child_sas").get(0);
    assertEquals("net", child.path("name").asText());
    assertEquals("01020304", child.path("spi_in").asText());
    assertEquals(10, child.path("packets_in").asLong());
    assertEquals(3, child.path("counters").path("bad_icv").asLong());
    assertEquals(5, status.path("counters").path("invalid").asLong());
    assertEquals(2, status.path("counters").path("esp_replayed").asLong());
    assertEquals(0, status.path("counters").path("esp_bad_icv").asLong(-1));
    assertEquals(Counter.values().length, status.path("counters").size());
    assertEquals(1, status.path("offences").path("SELECTED_UNOFFERED_KE").asLong());
    assertEquals(103, status.path("engine").path("greatest_amplification_percent").asLong());
  }

  @Test
  void initiatingTakesTheNameOfAChildOrOfAConnection() {
    Run child = runHere("initiate", "net");
    assertEquals(0, child.status(), child.err());
    assertTrue(child.out().contains("[IKE] initiating IKE_SA"), child.out());
    assertEquals("net", gateway.initiated.get(0).child().orElseThrow());
    runHere("initiate", "gw");
    assertEquals("gw", gateway.initiated.get(1).connection().orElseThrow());
    assertTrue(gateway.initiated.get(1).child().isEmpty());
    runHere("initiate", "net", "--ike", "gw");
    assertEquals("gw", gateway.initiated.get(2).connection().orElseThrow());
  }

  @Test
  void aFailureIsToldOnStandardErrorWithStatusOne() {
    gateway.next =
        CompletableFuture.completedFuture(new Outcome.Failed("the peer does not answer"));
    Run run = runHere("initiate", "net", "--quiet");
    assertEquals(ExitStatus.FAILED, run.status());
    assertEquals("yett: establishing CHILD_SA 'net' failed: the peer does not answer\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void terminatingFindsSasByName() {
    gateway.sas.add(FakeGateway.established("gw", 7));
    assertEquals(0, runHere("terminate", "gw").status());
    assertEquals(List.of(new SaTarget.Ike(7)), gateway.terminated);
    gateway.sas.clear();
    assertEquals(ExitStatus.FAILED, runHere("terminate", "net").status());
  }

  @Test
  void rekeyingFindsSasByNameAndWaitsForTheOutcome() {
    gateway.sas.add(FakeGateway.established("gw", 7));
    assertEquals(0, runHere("rekey", "gw", "--reauth").status());
    assertEquals(List.of(new SaTarget.Ike(7)), gateway.rekeyed);
    assertTrue(gateway.reauthenticated);
    assertEquals(0, runHere("rekey", "net").status());
    assertTrue(gateway.rekeyed.get(1) instanceof SaTarget.Child);
    gateway.next = CompletableFuture.completedFuture(new Outcome.Failed("the peer refused"));
    Run failed = runHere("rekey", "net");
    assertEquals(ExitStatus.FAILED, failed.status());
    assertEquals("yett: rekeying failed: the peer refused\n", failed.err());
    gateway.sas.clear();
    assertEquals(ExitStatus.FAILED, runHere("rekey", "net").status());
  }

  @Test
  void aDemoThatFailsSaysSoInJsonToo() throws IOException {
    Path inTheWay = Files.writeString(directory.resolve("file"), "not a directory");
    Run run = run("demo", "--json", "--embedded", "--keep", inTheWay.toString());
    assertEquals(ExitStatus.FAILED, run.status());
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertFalse(result.path("established").asBoolean(true));
    assertTrue(result.path("error").asText().contains(inTheWay.toString()), run.out());
    assertTrue(run.err().startsWith("yett: the demo failed: "), run.err());
  }

  @Test
  void versionIsThatOfTheBuildAndOfTheGateway() {
    assertTrue(run("--version").out().matches("(?s)yett [0-9].*Java 25.*"));
    assertTrue(
        runHere("version", "--daemon").out().contains("gateway: yett 1.2.3 (Linux 6.1, amd64)"));
  }
}
