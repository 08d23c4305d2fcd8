package org.yett.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  @Test
  void nobodyOnTheProgramsOwnClassPathTakesTheEndpointsPlace() throws IOException {
    assertTrue(ServiceLoader.load(EndpointFactory.class).findFirst().isEmpty());
    assertEquals(Optional.empty(), Endpoints.standard().warning());
  }

  @Test
  void aKeyLogThatIsWantedAndCannotBeIsAnErrorAndNoSilence() {
    System.setProperty(Endpoints.KEY_LOG, "/nowhere");
    try {
      IOException refused = assertThrows(IOException.class, Endpoints::standard);
      assertTrue(refused.getMessage().contains("not on the class path"), refused.getMessage());
    } finally {
      System.clearProperty(Endpoints.KEY_LOG);
    }
  }
}
