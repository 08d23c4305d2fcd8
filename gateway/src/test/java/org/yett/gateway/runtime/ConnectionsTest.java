package org.yett.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.config.GatewayConfig;
import org.yett.gateway.net.OuterSocket;
import org.yett.ike.path.Encapsulation;
import org.yett.tun.MemoryDevice;

class ConnectionsTest {

  @TempDir Path directory;

  private org.yett.ike.path.Path path(String keys, int[] natTraversalPort) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.conf"),
            """
            connections {
              gw {
                %s
                remote_addrs = 127.0.0.1
                local { auth = psk
                        id = a }
                remote { auth = psk }
                children { net { } }
              }
            }
            secrets { ike { secret = x } }
            """
                .formatted(keys));
    GatewayConfig config = ((ConfigResult.Loaded) ConfigLoader.load(file)).config();
    MemoryDevice.Pair cable = MemoryDevice.pair("host", "gateway", 1400, 8);
    Platform platform = Platform.embedded(InetAddress.getLoopbackAddress(), 0, 0, cable.right());
    try {
      natTraversalPort[0] =
          platform.network().sockets().stream()
              .filter(s -> s.kind() == OuterSocket.Kind.NAT_TRAVERSAL)
              .findFirst()
              .orElseThrow()
              .port();
      return new Connections(config.daemon(), platform).pathTo(config.connections().getFirst());
    } finally {
      platform.close();
    }
  }

  @Test
  void anIkeSaThatBeginsOnTheNatTraversalPortCarriesTheMarkerAndGoesToThePeersSuchPort()
      throws IOException {
    int[] bound = new int[1];
    org.yett.ike.path.Path path = path("local_port = 4500", bound);
    assertEquals(Encapsulation.UDP_NON_ESP_MARKER, path.encapsulation());
    assertEquals(bound[0], path.local().port());
    assertEquals(4500, path.remote().port());
  }

  @Test
  void byDefaultAnIkeSaBeginsOnPort500WithoutTheMarker() throws IOException {
    org.yett.ike.path.Path path = path("", new int[1]);
    assertEquals(Encapsulation.UDP, path.encapsulation());
    assertEquals(500, path.local().port());
    assertEquals(500, path.remote().port());
  }
}
