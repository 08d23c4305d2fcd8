package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CharonLogTest {
  private static final CharonLog LOG =
      CharonLog.of(
          """
          16:57:53.308 16[ENC] <1> parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(IKE_INT_SUP) ]
          16:57:53.308 16[IKE] <1> 192.0.2.1 is initiating IKE_SA (unnamed)[1]
          16:57:53.309 16[ENC] generating IKE_SA_INIT response 0 [ N(COOKIE) ]
          16:57:53.310 14[ENC] <lab|1> generating IKE_INTERMEDIATE request 1 [ KE ]
          16:57:53.310 14[ENC] <lab|1> splitting IKE message (1249 bytes) into 2 fragments
          16:57:53.310 14[ENC] <lab|1> generating IKE_INTERMEDIATE request 1 [ EF(1/2) ]
          16:57:53.310 14[ENC] <lab|1> generating IKE_INTERMEDIATE request 1 [ EF(2/2) ]
          16:57:54.971 13[ENC] <lab|1> parsed INFORMATIONAL request 4 [ D ]
          16:57:54.971 13[ENC] <lab|1> generating INFORMATIONAL response 4 [ ]
          """);

  @Test
  void messages_are_read_with_direction_exchange_id_and_payloads() {
    List<LoggedMessage> messages = LOG.messages();
    assertEquals(7, messages.size());
    assertEquals(
        new LoggedMessage(
            0,
            false,
            Exchange.IKE_SA_INIT,
            true,
            0,
            List.of("SA", "KE", "No", "N(NATD_S_IP)", "N(IKE_INT_SUP)")),
        messages.getFirst());
    assertEquals(List.of("N(COOKIE)"), messages.get(1).payloads());
    assertTrue(messages.get(1).generated());
  }

  @Test
  void fragments_and_empty_messages_are_told_apart() {
    List<LoggedMessage> messages = LOG.messages();
    assertFalse(messages.get(2).fragment());
    assertTrue(messages.get(3).fragment());
    assertEquals(List.of("EF(2/2)"), messages.get(4).payloads());
    assertFalse(messages.get(5).empty());
    assertTrue(messages.get(6).empty());
  }

  @Test
  void what_was_said_before_a_line_can_be_left_out() {
    assertEquals(2, LOG.from(7).messages().size());
    assertEquals(0, LOG.from(100).messages().size());
    assertEquals(Optional.empty(), LOG.from(5).find("splitting"));
    assertTrue(LOG.find("splitting IKE message (1249").isPresent());
  }
}
