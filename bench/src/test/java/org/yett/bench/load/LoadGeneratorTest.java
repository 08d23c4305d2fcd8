package org.yett.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.yett.bench.ends.Ends;

class LoadGeneratorTest {

  @Test
  void aGatewayIsLoadedOverTheLoopbackInterfaceAndAllItsSasAreRekeyed() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ResponderProcess responder = ResponderProcess.start()) {
      LoadTarget target =
          new LoadTarget(
              loopback,
              loopback,
              responder.port(),
              Ends.proposal("x25519-ke1_mlkem768"),
              "initiator.bench.example",
              "responder.bench.example",
              "a pre-shared key of benchmarks alone",
              "10.1.0.0/16",
              "10.2.0.0/16");
      try (LoadGenerator generator = new LoadGenerator(target)) {
        LoadResult load = generator.handshakes(5, 2, n -> {});
        assertEquals(5, load.established());
        assertEquals(0, load.failed());
        assertTrue(responder.heap() > 0);
        assertEquals(5, generator.standing());
        assertEquals(5, generator.rekeyAll().established());
      }
    }
  }
}
