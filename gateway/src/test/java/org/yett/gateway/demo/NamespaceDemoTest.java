package org.yett.gateway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceDemoTest {

  @Test
  void aNamespaceThatCannotBeClosedDoesNotKeepTheOthersOpen() {
    List<String> closed = new ArrayList<>();
    RuntimeException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                NamespaceDemo.closeEach(
                    List.of(
                        () -> {
                          throw new IllegalStateException("busy");
                        },
                        () -> closed.add("second"),
                        () -> {
                          throw new IllegalArgumentException("busy too");
                        },
                        () -> closed.add("fourth"))));
    assertEquals(List.of("second", "fourth"), closed);
    assertEquals("busy", thrown.getMessage());
    assertEquals("busy too", thrown.getSuppressed()[0].getMessage());
  }
}
