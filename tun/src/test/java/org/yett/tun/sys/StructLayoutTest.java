package org.yett.tun.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks this machine's C compiler whether the kernel's structures are as the Java code has them. */
@Timeout(60)
class StructLayoutTest {
  @Test
  void structuresAndNumbersAreThoseOfThisMachinesHeaders() throws Exception {
    Assumptions.assumeTrue(Sys.supported(), "not run: needs 64-bit Linux");
    Path source = Files.createTempFile("layout", ".c");
    try {
      try (InputStream in = StructLayoutTest.class.getResourceAsStream("layout.c")) {
        Files.write(source, in.readAllBytes());
      }
      Process compiler = start(source);
      String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      compiler.waitFor(50, TimeUnit.SECONDS);
      Assumptions.assumeFalse(
          said.contains("No such file or directory"), "not run: no kernel headers here");
      assertEquals("", said);
      assertEquals(0, compiler.exitValue());
    } finally {
      Files.delete(source);
    }
  }

  private static Process start(Path source) {
    try {
      return new ProcessBuilder("cc", "-fsyntax-only", source.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      return Assumptions.abort("not run: no C compiler here");
    }
  }
}
