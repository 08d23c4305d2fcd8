package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class YettTraceTest {

  private static String line(String direction, boolean response, long id, boolean repeated) {
    return ("{\"time\":\"2026-11-23T21:36:49.2Z\",\"event\":\"message\",\"direction\":\"%s\","
            + "\"exchange\":\"CREATE_CHILD_SA\",\"response\":%s,\"message_id\":%d,\"bytes\":325,"
            + "\"datagrams\":1,\"repeated\":%s,\"local\":\"a\",\"remote\":\"b\"}")
        .formatted(direction, response, id, repeated);
  }

  @Test
  void messages_are_read_without_those_that_were_sent_again_and_without_other_events() {
    List<String> unnamed = List.of(YettTrace.UNNAMED);
    assertEquals(
        List.of(
            new LoggedMessage(1, true, Exchange.CREATE_CHILD_SA, true, 3, unnamed),
            new LoggedMessage(3, false, Exchange.CREATE_CHILD_SA, false, 3, unnamed)),
        YettTrace.messages(
            List.of(
                "{\"event\":\"ike-established\"}",
                line("sent", false, 3, false),
                line("sent", false, 3, true),
                line("received", true, 3, false),
                "half a li")));
  }
}
