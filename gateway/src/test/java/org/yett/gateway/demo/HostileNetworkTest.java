package org.yett.gateway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Counters;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.runtime.Endpoints;
import org.yett.gateway.runtime.Gateway;
import org.yett.gateway.runtime.Platform;
import org.yett.tun.MemoryDevice;
import org.yett.tun.PacketDevice;

/**
 * Two gateways with somebody between them: whatever arrives, what stands stays, and the status
 * tells what came.
 */
@Timeout(60)
class HostileNetworkTest {
  private static final String KEY = "0x000102030405060708090a0b0c0d0e0f";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private MemoryDevice.Pair left;
  private MemoryDevice.Pair right;
  private MemoryHost hostA;
  private MemoryHost hostB;
  private Gateway responder;
  private Relay relay;
  private Gateway initiator;

  @BeforeEach
  void setUp() throws IOException {
    left = MemoryDevice.pair("host-a", "gateway-a", 1400, 256);
    right = MemoryDevice.pair("host-b", "gateway-b", 1400, 256);
    hostA = new MemoryHost("host-a", left.left());
    hostB = new MemoryHost("host-b", right.left());
    responder = gateway(1, 500, KEY, right.right());
    relay = new Relay(responder.natTraversalPort());
  }

  @AfterEach
  void tearDown() {
    if (initiator != null) {
      initiator.close();
    }
    responder.close();
    relay.close();
    hostA.close();
    hostB.close();
  }

  @Test
  void badPacketsChangeNothingAndAreCounted() throws Exception {
    assertInstanceOf(Outcome.Done.class, connect(KEY));
    assertEquals(4, ping(4));
    byte[] esp = relay.lastEsp().orElseThrow();
    List<IkeSaStatus> before = responder.ikeSas();

    relay.inject(esp);
    awaitCount(Counter.ESP_REPLAYED, 1);

    byte[] tampered = esp.clone();
    tampered[4] ^= 0x40; // a sequence number far ahead, so that it is no replay
    relay.inject(tampered);
    awaitCount(Counter.ESP_BAD_ICV, 1);

    byte[] stray = esp.clone();
    stray[0] ^= 0x55;
    relay.inject(stray);
    awaitCount(Counter.ESP_UNKNOWN_SPI, 1);

    relay.inject(new byte[] {1, 2, 3});
    relay.inject(new byte[] {1, 2, 3, 4, 5});
    awaitCount(Counter.ESP_MALFORMED, 2);

    relay.inject(new byte[] {0, 0, 0, 0, 7, 7, 7});
    awaitCount(Counter.PROTOCOL_OFFENCE, 1);
    Counters counted = responder.counters(Optional.empty()).orElseThrow();
    assertFalse(counted.offences().isEmpty(), "the offence has no name in the status");

    List<IkeSaStatus> after = responder.ikeSas();
    assertEquals(before.size(), after.size());
    assertEquals(before.getFirst().initiatorSpi(), after.getFirst().initiatorSpi());
    assertEquals(1, after.getFirst().children().size());
    assertEquals(1L, after.getFirst().children().getFirst().counters().get("bad-icv"));
    assertEquals(1L, after.getFirst().children().getFirst().counters().get("replayed"));
    assertEquals(4, ping(4));
  }

  @Test
  void aTamperedHandshakeMessageIsDroppedAndTheHandshakeGoesOnWithTheNext() throws Exception {
    boolean[] once = {false};
    relay.change(datagram -> {
      boolean sealed = datagram.length > 300;
      if (sealed && !once[0]) {
        once[0] = true;
        byte[] changed = datagram.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
      }
      return datagram;
    });
    assertInstanceOf(Outcome.Done.class, connect(KEY));
    assertTrue(once[0], "nothing was tampered with");
    assertEquals(2, ping(2));
  }

  @Test
  void aWrongPreSharedKeyIsRefusedAndCountedOnBothSides() throws Exception {
    Outcome outcome = connect("0xffffffffffffffffffffffffffffffff");
    assertInstanceOf(Outcome.Failed.class, outcome);
    awaitCount(Counter.AUTHENTICATION_FAILED, 1);
    assertTrue(
        initiator.counters(Optional.empty()).orElseThrow().of(Counter.AUTHENTICATION_FAILED) >= 1);
    assertTrue(
        responder.ikeSas().stream().noneMatch(s -> s.state() == IkeSaStatus.State.ESTABLISHED));
    assertTrue(initiator.ikeSas().isEmpty());
    assertEquals(0, ping(1));
  }

  private Outcome connect(String key) throws Exception {
    initiator = gateway(0, relay.port(), key, left.right());
    return initiator
        .initiate(
            new InitiateRequest(
                Optional.of(DemoSettings.CONNECTION), Optional.of(DemoSettings.CHILD)),
            ControlLog.NONE)
        .get(30, TimeUnit.SECONDS);
  }

  private int ping(int count) throws Exception {
    return hostA.ping(
        InetAddress.getByName(DemoSettings.INNER_IPV4[0]),
        InetAddress.getByName(DemoSettings.INNER_IPV4[1]),
        count,
        56,
        count == 1 ? Duration.ofMillis(300) : PATIENCE);
  }

  private void awaitCount(Counter counter, long atLeast) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (responder.counters(Optional.empty()).orElseThrow().of(counter) < atLeast) {
      assertTrue(System.nanoTime() < deadline, () -> counter + " stays below " + atLeast);
      Thread.sleep(5);
    }
  }

  private static Gateway gateway(int end, int remotePort, String key, PacketDevice device)
      throws IOException {
    String address = Relay.loopback().getHostAddress();
    String text =
        DemoSettings.swanctl(
            end,
            new String[] {address, address},
            remotePort,
            "    encap = yes\n",
            key,
            "yett {\n  retransmit_timeout = 0.2\n}\n");
    ConfigResult result = ConfigLoader.load("test.conf", text, Path.of("."));
    ConfigResult.Loaded loaded =
        assertInstanceOf(ConfigResult.Loaded.class, result, () -> result.diagnostics().toString());
    return Gateway.start(
        DaemonInfo.here("yett", "test"),
        loaded.config(),
        Platform.embedded(Relay.loopback(), 0, 0, device),
        Endpoints.standard(),
        () -> result);
  }
}
