package org.yett.interop.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yett.tun.netns.Privileges;

/** What becomes of a laboratory whose process ends before it does. */
class LaboratoryTest {
  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final Path PLACES = Path.of("/run/yett-lab");

  private Process holder;

  /** Builds a testbed, with a program on one of its hosts, and waits for its end. */
  public static final class Holder {
    private Holder() {}

    /** For another JVM. */
    public static void main(String[] arguments) throws Exception {
      try (Laboratory laboratory = Laboratory.open();
          Testbed testbed = laboratory.testbed()) {
        Host host = testbed.host(Side.PEER);
        var sleeper =
            host.start("sleeper", ":", List.of("sleep", "600"), host.directory().resolve("said"));
        System.out.println("ready " + sleeper.pid());
        Thread.sleep(60_000);
      }
    }
  }

  @BeforeEach
  void hold() throws IOException {
    Privileges privileges = Privileges.probe();
    assumeTrue(privileges.isPrivileged(), privileges.explanation());
    holder =
        new ProcessBuilder(
                "/usr/bin/env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
  }

  @AfterEach
  void end() {
    if (holder != null) {
      holder.destroyForcibly();
    }
  }

  /** Waits until all of it stands; the process of the program on the host. */
  private long standing() throws IOException {
    BufferedReader said = holder.inputReader();
    String line = said.readLine();
    assertTrue(line != null && line.startsWith("ready "), line);
    assertEquals(2, namespaces());
    assertTrue(Files.exists(place()));
    long sleeper = Long.parseLong(line.substring("ready ".length()));
    assertTrue(ProcessHandle.of(sleeper).isPresent());
    return sleeper;
  }

  private long namespaces() throws IOException {
    try (Stream<Path> all = Files.list(NAMESPACES)) {
      return all.filter(
              file -> file.getFileName().toString().startsWith("yett-" + holder.pid() + "-"))
          .count();
    }
  }

  private Path place() {
    return PLACES.resolve(Long.toString(holder.pid()));
  }

  private static void awaitEnd(long process) throws InterruptedException {
    for (int i = 0;
        i < 200 && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
        i++) {
      Thread.sleep(50);
    }
    assertFalse(ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent());
  }

  @Test
  void one_that_is_interrupted_is_taken_down() throws Exception {
    long sleeper = standing();
    assertEquals(
        0, new ProcessBuilder("kill", "-INT", Long.toString(holder.pid())).start().waitFor());
    assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
    awaitEnd(sleeper);
    assertEquals(0, namespaces());
    assertFalse(Files.exists(place()));
  }

  @Test
  void one_that_is_killed_is_swept_away_by_the_next_and_its_programs_end_at_once()
      throws Exception {
    long sleeper = standing();
    holder.destroyForcibly();
    assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
    awaitEnd(sleeper);
    try (Laboratory next = Laboratory.open();
        Testbed testbed = next.testbed()) {
      assertTrue(Files.isDirectory(testbed.directory()));
      assertEquals(0, namespaces());
      assertFalse(Files.exists(place()));
    }
  }
}
