package org.yett.interop.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnockTest {

  @ParameterizedTest
  @EnumSource(Knock.Method.class)
  void the_request_is_a_chain_of_payloads_that_fills_its_length(Knock.Method method) {
    byte[] request = Knock.saInit(method, new SecureRandom());
    ByteBuffer message = ByteBuffer.wrap(request);
    assertNotEquals(0, message.getLong(0));
    assertEquals(0, message.getLong(8));
    assertEquals(34, message.get(18));
    assertEquals(0x08, message.get(19));
    assertEquals(request.length, message.getInt(24));
    List<Integer> types = new ArrayList<>();
    int type = message.get(16);
    int at = 28;
    while (type != 0) {
      types.add(type);
      type = message.get(at);
      at += message.getShort(at + 2);
    }
    assertEquals(List.of(33, 34, 40, 41), types);
    assertEquals(request.length, at);
    assertEquals(16, Knock.spi(request).length());
  }

  @ParameterizedTest
  @EnumSource(Knock.Method.class)
  void two_strangers_differ(Knock.Method method) {
    SecureRandom random = new SecureRandom();
    assertNotEquals(
        Knock.spi(Knock.saInit(method, random)), Knock.spi(Knock.saInit(method, random)));
  }
}
