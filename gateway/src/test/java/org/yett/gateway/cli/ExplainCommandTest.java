package org.yett.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int explain(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "explain";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  @Test
  void aProfileIsToldByItsProposalsAndItsFloor() {
    assertEquals(ExitStatus.OK, explain("--profile", "cnsa2"));
    assertTrue(
        out.toString().contains("aes256gcm16-prfsha384-ecp384-ke1_mlkem1024"), out::toString);
    assertTrue(out.toString().contains("floor: ML-KEM-1024, AES-256, SHA-384"), out::toString);
    assertTrue(out.toString().contains("signatures: ml-dsa-87"), out::toString);
    assertTrue(out.toString().contains("pre-shared keys: refused"), out::toString);
  }

  @Test
  void aProfileThatRequiresHybridOffersNothingClassicalAlone() {
    assertEquals(ExitStatus.OK, explain("--profile", "hybrid-required"));
    out.toString()
        .lines()
        .filter(line -> line.startsWith("    "))
        .forEach(line -> assertTrue(line.contains("ke1_mlkem768"), line));
  }

  @Test
  void aConnectionIsToldWithWhatItsSwitchLeavesOut() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("swanctl.conf"),
            """
            connections { gw {
              remote_addrs = 192.0.2.2
              refuse_classical = yes
              local { auth = psk
                id = a.example }
              remote { auth = psk
                id = b.example }
              children { net { } }
            } }
            secrets { ike { secret = x } }
            """);
    assertEquals(ExitStatus.OK, explain(file.toString()));
    assertTrue(out.toString().contains("floor: a post-quantum key exchange"), out::toString);
    assertTrue(out.toString().contains("as 'b.example' by pre-shared key"), out::toString);
    assertFalse(
        out.toString().contains("x25519-ecp384-ecp256-x448-ecp521-modp3072-modp4096-modp2048\n"));
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertEquals(ExitStatus.USAGE, explain("--profile", "cnsa3"));
    assertEquals(ExitStatus.USAGE, explain());
  }
}
