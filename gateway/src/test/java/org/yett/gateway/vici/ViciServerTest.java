package org.yett.gateway.vici;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.control.SaTarget;
import org.yett.ike.config.Identity;

@Timeout(20)
class ViciServerTest {

  static final String CONFIG =
      """
      connections {
        gw {
          local_addrs = 192.0.2.1
          remote_addrs = vpn.example.org, 10.0.0.0/8
          proposals = aes256gcm16-prfsha384-x25519-ke1_mlkem768
          rekey_time = 4h
          local { auth = psk
                  id = a.example }
          remote { auth = psk }
          children { net { local_ts = 10.1.0.0/16
                           esp_proposals = aes256gcm16
                           start_action = start } }
        }
      }
      secrets { ike { secret = x } }
      """;

  @TempDir Path directory;
  private Path socket;
  private final FakeGateway gateway = new FakeGateway();
  private ViciServer server;

  @BeforeEach
  void start() throws IOException {
    socket = directory.resolve("vici");
    server = ViciServer.start(socket, gateway);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private ViciMessage ask(String command, ViciMessage message) throws IOException {
    try (ViciClient client = ViciClient.connect(socket)) {
      return client.request(command, message);
    }
  }

  private static ViciMessage with(String key, String value) {
    return ViciMessage.builder().put(key, value).build();
  }

  @Test
  void theSocketIsForItsOwnerAloneAndGoesWithTheServer() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    try (var entries = Files.list(directory)) {
      assertEquals(List.of(socket), entries.toList());
    }
    server.close();
    assertFalse(Files.exists(socket));
  }

  @Test
  void aSecondServerAtTheSamePathIsRefused() {
    IOException e = assertThrows(IOException.class, () -> ViciServer.start(socket, gateway));
    assertEquals("another gateway serves at " + socket, e.getMessage());
  }

  @Test
  void aSocketLeftBehindIsReplaced() throws IOException {
    Path stale = directory.resolve("stale");
    try (var abandoned = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      abandoned.bind(UnixDomainSocketAddress.of(stale));
    }
    assertTrue(Files.exists(stale));
    try (ViciServer second = ViciServer.start(stale, gateway);
        ViciClient client = ViciClient.connect(second.path())) {
      assertEquals(
          "yett", client.request("version", ViciMessage.EMPTY).text("daemon").orElseThrow());
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "precious");
    assertThrows(IOException.class, () -> ViciServer.start(file, gateway));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void versionAndStatisticsAreAnswered() throws IOException {
    ViciMessage version = ask("version", ViciMessage.EMPTY);
    assertEquals("1.2.3", version.text("version").orElseThrow());
    ViciMessage stats = ask("stats", ViciMessage.EMPTY);
    assertEquals("3 minutes", stats.section("uptime").orElseThrow().text("running").orElseThrow());
    assertEquals("1", stats.section("ikesas").orElseThrow().text("half-open").orElseThrow());
    assertEquals("memory", stats.section("yett").orElseThrow().text("datapath").orElseThrow());
  }

  @Test
  void aCommandOrEventThatDoesNotExistIsUnknown() throws IOException {
    try (ViciClient client = ViciClient.connect(socket)) {
      assertThrows(IOException.class, () -> client.request("nonsense", ViciMessage.EMPTY));
      assertThrows(IOException.class, () -> client.register("nonsense"));
      assertEquals(
          "yett", client.request("version", ViciMessage.EMPTY).text("daemon").orElseThrow());
    }
  }

  private List<ViciMessage> listSas(ViciMessage filter) throws IOException {
    List<ViciMessage> found = new ArrayList<>();
    try (ViciClient client = ViciClient.connect(socket)) {
      ViciMessage end = client.stream("list-sas", filter, "list-sa", found::add);
      assertEquals(ViciMessage.EMPTY, end);
    }
    return found;
  }

  @Test
  void sasAreListedUnderTheNamesThatStrongSwanUses() throws IOException {
    gateway.sas.add(FakeGateway.established("gw", 7));
    ViciMessage sa = listSas(ViciMessage.EMPTY).getFirst().section("gw").orElseThrow();
    assertEquals("7", sa.text("uniqueid").orElseThrow());
    assertEquals("2", sa.text("version").orElseThrow());
    assertEquals("ESTABLISHED", sa.text("state").orElseThrow());
    assertEquals("192.0.2.1", sa.text("local-host").orElseThrow());
    assertEquals("4500", sa.text("remote-port").orElseThrow());
    assertEquals("b.example", sa.text("remote-id").orElseThrow());
    assertEquals("yes", sa.text("initiator").orElseThrow());
    assertEquals("0102030405060708", sa.text("initiator-spi").orElseThrow());
    assertEquals("8899aabbccddeeff", sa.text("responder-spi").orElseThrow());
    assertTrue(sa.text("nat-local").isEmpty());
    assertEquals("yes", sa.text("nat-remote").orElseThrow());
    assertEquals("yes", sa.text("nat-any").orElseThrow());
    assertEquals("AES_GCM_16", sa.text("encr-alg").orElseThrow());
    assertEquals("256", sa.text("encr-keysize").orElseThrow());
    assertEquals("PRF_HMAC_SHA2_384", sa.text("prf-alg").orElseThrow());
    assertEquals("CURVE_25519", sa.text("dh-group").orElseThrow());
    assertEquals("ML_KEM_768", sa.text("ake1").orElseThrow());
    assertEquals("61", sa.text("established").orElseThrow());
    assertEquals(List.of("x25519", "mlkem768"), sa.list("yett-key-exchanges"));
    assertEquals("yes", sa.text("yett-hybrid").orElseThrow());
    assertEquals("4", sa.text("yett-count-messages-in").orElseThrow());
    ViciMessage child = sa.section("child-sas").orElseThrow().section("net-70").orElseThrow();
    assertEquals("INSTALLED", child.text("state").orElseThrow());
    assertEquals("TUNNEL", child.text("mode").orElseThrow());
    assertEquals("yes", child.text("encap").orElseThrow());
    assertEquals("01020304", child.text("spi-in").orElseThrow());
    assertEquals("feedbeef", child.text("spi-out").orElseThrow());
    assertEquals("840", child.text("bytes-in").orElseThrow());
    assertEquals("10", child.text("packets-in").orElseThrow());
    assertEquals("0", child.text("packets-out").orElseThrow());
    assertTrue(child.text("use-out").isEmpty());
    assertEquals("3", child.text("yett-count-bad-icv").orElseThrow());
    assertEquals(List.of("10.1.0.0/16", "2001:db8:1::/64"), child.list("local-ts"));
  }

  @Test
  void sasAreFilteredByNameAndNumber() throws IOException {
    gateway.sas.add(FakeGateway.established("a", 1));
    gateway.sas.add(FakeGateway.established("b", 2));
    assertEquals(2, listSas(ViciMessage.EMPTY).size());
    assertEquals(1, listSas(with("ike", "b")).size());
    assertEquals("a", listSas(with("ike-id", "1")).getFirst().sections().getFirst().name());
    ViciMessage other = listSas(with("child", "other")).getFirst().section("a").orElseThrow();
    assertEquals(List.of(), other.section("child-sas").orElseThrow().sections());
  }

  @Test
  void anIkeSaWithManyChildrenIsListedInSeveralEvents() throws IOException {
    List<org.yett.gateway.control.ChildSaStatus> many = new ArrayList<>();
    for (int i = 0; i < 2 * QueryCommands.CHILDREN_PER_EVENT + 1; i++) {
      many.add(FakeGateway.child("net", i));
    }
    gateway.sas.add(FakeGateway.established("gw", 1).withChildren(many));
    List<ViciMessage> events = listSas(ViciMessage.EMPTY);
    assertEquals(3, events.size());
    assertEquals(
        many.size(),
        events.stream()
            .mapToInt(e ->
                e.section("gw").orElseThrow().section("child-sas").orElseThrow().sections().size())
            .sum());
  }

  @Test
  void connectionsAreListed() throws IOException {
    gateway.configure(CONFIG);
    List<ViciMessage> found = new ArrayList<>();
    try (ViciClient client = ViciClient.connect(socket)) {
      client.stream("list-conns", ViciMessage.EMPTY, "list-conn", found::add);
    }
    ViciMessage gw = found.getFirst().section("gw").orElseThrow();
    assertEquals(List.of("vpn.example.org", "10.0.0.0/8"), gw.list("remote_addrs"));
    assertEquals("IKEv2", gw.text("version").orElseThrow());
    assertEquals("14400", gw.text("rekey_time").orElseThrow());
    assertEquals("a.example", gw.section("local-1").orElseThrow().text("id").orElseThrow());
    assertEquals("%any", gw.section("remote-1").orElseThrow().text("id").orElseThrow());
    ViciMessage net = gw.section("children").orElseThrow().section("net").orElseThrow();
    assertEquals(List.of("10.1.0.0/16"), net.list("local-ts"));
    assertEquals(List.of("dynamic"), net.list("remote-ts"));
    assertEquals(List.of("gw"), ask("get-conns", ViciMessage.EMPTY).list("conns"));
  }

  @Test
  void initiatingStreamsTheLogAndTellsTheOutcome() throws IOException {
    List<String> log = new ArrayList<>();
    try (ViciClient client = ViciClient.connect(socket)) {
      ViciMessage answer =
          client.stream(
              "initiate",
              with("child", "net"),
              "control-log",
              e -> log.add(e.text("msg").orElseThrow()));
      assertEquals("yes", answer.text("success").orElseThrow());
    }
    assertEquals(List.of("initiating IKE_SA"), log);
    assertEquals(
        List.of(new InitiateRequest(java.util.Optional.empty(), java.util.Optional.of("net"))),
        gateway.initiated);
  }

  @Test
  void initiatingTellsWhyItFailed() throws IOException {
    gateway.next =
        CompletableFuture.completedFuture(new Outcome.Failed("the peer does not answer"));
    assertEquals(
        "establishing CHILD_SA 'net' failed: the peer does not answer",
        ask("initiate", with("child", "net")).text("errmsg").orElseThrow());
    gateway.next = CompletableFuture.completedFuture(new Outcome.NotFound());
    assertEquals(
        "IKE_SA config 'x' not found",
        ask("initiate", with("ike", "x")).text("errmsg").orElseThrow());
    assertEquals(
        "missing configuration name",
        ask("initiate", ViciMessage.EMPTY).text("errmsg").orElseThrow());
    ViciMessage bad = ViciMessage.builder().put("child", "net").put("timeout", "soon").build();
    assertEquals(
        "invalid value for: timeout, expected a number",
        ask("initiate", bad).text("errmsg").orElseThrow());
  }

  @Test
  void waitingEndsWithTheTimeoutOrDoesNotBegin() throws IOException {
    gateway.next = new CompletableFuture<>();
    ViciMessage soon = ViciMessage.builder().put("child", "net").put("timeout", 50).build();
    assertEquals(
        "CHILD_SA 'net' not established after 50ms",
        ask("initiate", soon).text("errmsg").orElseThrow());
    ViciMessage never = ViciMessage.builder().put("child", "net").put("timeout", -1).build();
    assertEquals("yes", ask("initiate", never).text("success").orElseThrow());
  }

  @Test
  void aClientThatLeavesWhileItWaitsDisturbsNobody() throws IOException {
    gateway.next = new CompletableFuture<>();
    ViciClient waiting = ViciClient.connect(socket);
    Thread.ofVirtual()
        .start(() -> {
          try {
            waiting.request("initiate", with("child", "net"));
          } catch (IOException e) {
            // It is closed below.
          }
        });
    while (gateway.initiated.isEmpty()) {
      Thread.onSpinWait();
    }
    waiting.close();
    assertEquals("yett", ask("version", ViciMessage.EMPTY).text("daemon").orElseThrow());
  }

  @Test
  void redirectingFindsItsTargetsAndNamesTheGateway() throws IOException {
    gateway.sas.add(FakeGateway.established("a", 1));
    gateway.sas.add(FakeGateway.established("b", 2));
    ViciMessage one =
        ask("redirect", ViciMessage.builder().put("ike", "b").put("gateway", "192.0.2.9").build());
    assertEquals("yes", one.text("success").orElseThrow());
    assertEquals("1", one.text("matches").orElseThrow());
    ask(
        "redirect",
        ViciMessage.builder().put("ike-id", "1").put("gateway", "other.example").build());
    assertEquals(List.of("2 to 192.0.2.9", "1 to other.example"), gateway.redirected);
    assertEquals(
        "no matching SAs to redirect found",
        ask("redirect", ViciMessage.builder().put("ike", "c").put("gateway", "::1").build())
            .text("errmsg")
            .orElseThrow());
    assertEquals(
        "missing redirect selector",
        ask("redirect", with("gateway", "192.0.2.9")).text("errmsg").orElseThrow());
    assertEquals(
        "missing or bad target gateway",
        ask("redirect", with("ike", "a")).text("errmsg").orElseThrow());
  }

  @Test
  void terminatingFindsItsTargetsByNameAndNumber() throws IOException {
    gateway.sas.add(FakeGateway.established("a", 1));
    gateway.sas.add(FakeGateway.established("b", 2));
    ViciMessage byChild = ask("terminate", with("child", "net"));
    assertEquals("2", byChild.text("matches").orElseThrow());
    assertEquals("2", byChild.text("terminated").orElseThrow());
    assertEquals(List.of(new SaTarget.Child(1, 10), new SaTarget.Child(2, 20)), gateway.terminated);
    gateway.terminated.clear();
    ask("terminate", with("ike", "b"));
    assertEquals(List.of(new SaTarget.Ike(2)), gateway.terminated);
    assertEquals(
        "no matching SAs to terminate found",
        ask("terminate", with("ike-id", "9")).text("errmsg").orElseThrow());
    assertEquals(
        "missing terminate selector",
        ask("terminate", ViciMessage.EMPTY).text("errmsg").orElseThrow());
    gateway.next = CompletableFuture.completedFuture(new Outcome.Failed("why not"));
    assertEquals(
        "not all matching SAs could be terminated: why not",
        ask("terminate", with("child", "net")).text("errmsg").orElseThrow());
  }

  @Test
  void countersAreAllListedAndOffencesByName() throws IOException {
    ViciMessage global =
        ask("get-counters", ViciMessage.EMPTY)
            .section("counters")
            .orElseThrow()
            .section("")
            .orElseThrow();
    assertEquals("5", global.text("invalid").orElseThrow());
    assertEquals("0", global.text("yett-esp-bad-icv").orElseThrow());
    assertEquals("2", global.text("yett-esp-replayed").orElseThrow());
    assertEquals("1", global.text("yett-offence-SELECTED_UNOFFERED_KE").orElseThrow());
    assertEquals("103", global.text("yett-engine-greatest-amplification-percent").orElseThrow());
    assertEquals("no", ask("get-counters", with("name", "x")).text("success").orElseThrow());
    assertEquals("yes", ask("reset-counters", ViciMessage.EMPTY).text("success").orElseThrow());
    assertTrue(gateway.reset);
  }

  private static ViciMessage connection(String proposals, String key) {
    return ViciMessage.builder()
        .section(
            "new",
            c ->
                c.list("remote_addrs", List.of("192.0.2.9"))
                    .list("proposals", List.of(proposals))
                    .put(key, "yes")
                    .section("local", l -> l.put("auth", "psk").put("id", "a"))
                    .section("remote", r -> r.put("auth", "psk").put("id", "b"))
                    .section(
                        "children",
                        all ->
                            all.section(
                                "net",
                                n -> n.list("remote_ts", List.of("10.2.0.0/16", "10.3.0.0/16")))))
        .build();
  }

  @Test
  void connectionsCanBeLoadedAndUnloaded() throws IOException {
    assertEquals(
        "yes",
        ask("load-conn", connection("aes256-sha256-x25519", "encap"))
            .text("success")
            .orElseThrow());
    ConnectionSettings loaded = gateway.connections.getFirst();
    assertEquals("new", loaded.name());
    assertTrue(loaded.encapsulate());
    assertEquals(2, loaded.children().getFirst().remoteSelectors().size());
    assertEquals("yes", ask("unload-conn", with("name", "new")).text("success").orElseThrow());
    assertEquals(
        "connection 'new' not found",
        ask("unload-conn", with("name", "new")).text("errmsg").orElseThrow());
  }

  @Test
  void aConnectionWithMistakesIsRefusedWithAllOfThem() throws IOException {
    String error = ask("load-conn", connection("aes265", "encpa")).text("errmsg").orElseThrow();
    assertTrue(error.contains("did you mean 'encap'?"), error);
    assertTrue(error.contains("the nearest is 'aes256'"), error);
    assertTrue(gateway.connections.isEmpty());
  }

  @Test
  void secretsCanBeLoadedAndUnloaded() throws IOException {
    byte[] key = {0, 1, 2, (byte) 0xff};
    ViciMessage load =
        ViciMessage.builder()
            .put("id", "ike-1")
            .put("type", "IKE")
            .put("data", key)
            .list("owners", List.of("b.example", "%any"))
            .build();
    assertEquals("yes", ask("load-shared", load).text("success").orElseThrow());
    assertTrue(gateway.secrets.get("ike-1").value().matches(new byte[] {0, 1, 2, (byte) 0xff}));
    assertEquals(List.of(Identity.fqdn("b.example")), gateway.secrets.get("ike-1").owners());
    assertEquals(List.of("ike-1"), ask("get-shared", ViciMessage.EMPTY).list("keys"));
    assertEquals("yes", ask("unload-shared", with("id", "ike-1")).text("success").orElseThrow());
    assertEquals("no", ask("unload-shared", with("id", "ike-1")).text("success").orElseThrow());
    ViciMessage eap = ViciMessage.builder().put("type", "ntlm").put("data", "x").build();
    assertEquals(
        "secrets of type ntlm are not supported by this version",
        ask("load-shared", eap).text("errmsg").orElseThrow());
    assertEquals(
        "shared key data missing",
        ask("load-shared", with("type", "IKE")).text("errmsg").orElseThrow());
  }

  @Test
  void whatTheGatewaySaysReachesThoseWhoAskedForIt() throws Exception {
    try (ViciClient client = ViciClient.connect(socket)) {
      client.register("ike-updown");
      client.register("child-updown");
      client.register("ike-rekey");
      client.register("child-rekey");
      client.register("log");
      gateway.listeners.forEach(listener -> {
        listener.ikeUpDown(FakeGateway.established("gw", 1), true);
        listener.childUpDown(FakeGateway.established("gw", 1), false);
        IkeSaStatus old = FakeGateway.established("gw", 1);
        IkeSaStatus fresh = FakeGateway.established("gw", 2);
        listener.ikeRekeyed(old.withChildren(List.of()), fresh.withChildren(List.of()));
        listener.childRekeyed(
            old.withChildren(List.of()), old.children().getFirst(), fresh.children().getFirst());
        listener.log(LogLine.of(LogLine.Group.NET, 3, "too much detail"));
        listener.log(LogLine.of(LogLine.Group.NET, 0, "hello"));
      });
      ViciPacket.Event up = client.nextEvent();
      assertEquals("ike-updown", up.event());
      assertEquals("yes", up.message().text("up").orElseThrow());
      ViciPacket.Event down = client.nextEvent();
      assertEquals("child-updown", down.event());
      assertTrue(down.message().text("up").isEmpty());
      ViciPacket.Event rekeyed = client.nextEvent();
      assertEquals("ike-rekey", rekeyed.event());
      ViciMessage ike = rekeyed.message().section("gw").orElseThrow();
      assertEquals("1", ike.section("old").orElseThrow().text("uniqueid").orElseThrow());
      assertEquals("2", ike.section("new").orElseThrow().text("uniqueid").orElseThrow());
      assertTrue(ike.section("new").orElseThrow().section("child-sas").isEmpty());
      ViciPacket.Event childRekeyed = client.nextEvent();
      assertEquals("child-rekey", childRekeyed.event());
      ViciMessage both =
          childRekeyed
              .message()
              .section("gw")
              .flatMap(sa -> sa.section("child-sas"))
              .flatMap(children -> children.section("net"))
              .orElseThrow();
      assertTrue(both.section("old").orElseThrow().text("spi-in").isPresent());
      assertTrue(both.section("new").orElseThrow().text("spi-in").isPresent());
      assertEquals("hello", client.nextEvent().message().text("msg").orElseThrow());
    }
  }

  @Test
  void aClientThatSendsRubbishIsDroppedAndOthersAreServed() throws IOException {
    for (byte[] rubbish :
        List.of(
            new byte[] {0x7f, -1, -1, -1},
            new byte[] {0, 0, 0, 0},
            new byte[] {0, 0, 0, 1, 99},
            new byte[] {0, 0, 0, 1, 5},
            new byte[] {0, 0})) {
      try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        raw.connect(UnixDomainSocketAddress.of(socket));
        raw.write(ByteBuffer.wrap(rubbish));
        raw.shutdownOutput();
        assertEquals(-1, raw.read(ByteBuffer.allocate(10)));
      }
    }
    assertEquals("yett", ask("version", ViciMessage.EMPTY).text("daemon").orElseThrow());
  }

  @Test
  void aClientThatReadsNoEventsIsDropped() throws IOException {
    try (ViciClient lazy = ViciClient.connect(socket)) {
      lazy.register("log");
      String text = "x".repeat(7000);
      for (int i = 0; i < 20_000; i++) {
        gateway.listeners.forEach(l -> l.log(LogLine.of(LogLine.Group.NET, 0, text)));
      }
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              lazy.nextEvent();
            }
          });
    }
    assertEquals("yett", ask("version", ViciMessage.EMPTY).text("daemon").orElseThrow());
  }
}
