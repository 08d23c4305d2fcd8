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

  private Path config(String name, String here, String there, String ike, String more)
      throws Exception {
    return Files.writeString(
        directory.resolve(name),
        """
        connections { gw {
          local_addrs = 192.0.2.%1$s
          remote_addrs = 192.0.2.%2$s
          proposals = %3$s
          %4$s
          local { auth = psk
            id = %1$s.example }
          remote { auth = psk
            id = %2$s.example }
          children { net { local_ts = 10.%1$s.0.0/16
            remote_ts = 10.%2$s.0.0/16
            esp_proposals = aes256gcm16-x25519-ke1_mlkem768, aes256gcm16 } }
        } }
        secrets { ike { secret = x } }
        """
            .formatted(here, there, ike, more));
  }

  @Test
  void twoConfigurationsAreToldWhatWouldBeChosen() throws Exception {
    Path a = config("a", "1", "2", "aes256gcm16-prfsha384-x25519-ecp384-ke1_mlkem768", "");
    Path b = config("b", "2", "1", "aes256gcm16-prfsha384-ecp384-x25519-ke1_mlkem768", "");
    assertEquals(ExitStatus.OK, explain(a.toString(), "--peer", b.toString()), out::toString);
    assertTrue(
        out.toString()
            .contains(
                "IKE SA, if %s begins: aes256gcm16-prfsha384-ecp384-ke1_mlkem768, after"
                        .formatted(a)
                    + " INVALID_KE_PAYLOAD, since %s begins with x25519 (hybrid, post-quantum)"
                        .formatted(a)),
        out::toString);
    assertTrue(
        out.toString().contains("%s authenticates as '1.example' by pre-shared key".formatted(a)),
        out::toString);
    assertTrue(
        out.toString().contains("with net of %s: 10.1.0.0/16 === 10.2.0.0/16".formatted(b)),
        out::toString);
    assertTrue(
        out.toString()
            .contains("(IKE_AUTH), whoever begins: aes256gcm16 (post-quantum by its IKE SA)"),
        out::toString);
    assertTrue(
        out.toString()
            .contains("(CREATE_CHILD_SA), whoever begins: aes256gcm16-x25519-ke1_mlkem768 (hybrid"),
        out::toString);
  }

  @Test
  void twoConfigurationsThatDoNotAgreeAreToldWhatIsMissingAndOnWhoseSide() throws Exception {
    Path a = config("a", "1", "2", "aes256gcm16-prfsha384-x25519-ke1_mlkem768", "");
    Path b = config("b", "2", "1", "aes256gcm16-prfsha384-x25519", "");
    assertEquals(ExitStatus.FAILED, explain(a.toString(), "--peer", b.toString()));
    assertTrue(
        out.toString().contains("ADDKE1 is missing in %s: expected one of mlkem768".formatted(b)),
        out::toString);
  }

  @Test
  void aSuiteBelowTheFloorOfOneEndIsToldAsItsFloor() throws Exception {
    Path a = config("a", "1", "2", "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_none", "");
    Path b =
        config(
            "b",
            "2",
            "1",
            "aes256gcm16-prfsha384-x25519-ke1_none-ke1_mlkem768",
            "profile = hybrid-required");
    assertEquals(ExitStatus.OK, explain(a.toString(), "--peer", b.toString()), out::toString);
    Path c = config("c", "2", "1", "aes128gcm16-prfsha384-x25519-ke1_mlkem768", "");
    assertEquals(ExitStatus.FAILED, explain(a.toString(), "--peer", c.toString()));
    assertTrue(
        out.toString()
            .contains(
                "ENCR has none in common: %s has aes256gcm16, %s has aes128gcm16".formatted(a, c)),
        out::toString);
  }

  @Test
  void identitiesAndTrafficThatDoNotMeetAreTold() throws Exception {
    Path a = config("a", "1", "2", "default", "");
    Path b = config("b", "2", "1", "default", "");
    Files.writeString(b, Files.readString(b).replace("id = 1.example", "id = other.example"));
    assertEquals(ExitStatus.FAILED, explain(a.toString(), "--peer", b.toString()));
    assertTrue(
        out.toString()
            .contains(
                "MISSING: %s does not accept %s: it is '1.example', and 'other.example' is asked for"
                    .formatted(b, a)),
        out::toString);
    Files.writeString(b, Files.readString(b).replace("10.1.0.0", "10.9.0.0"));
    explain(a.toString(), "--peer", b.toString());
    assertTrue(out.toString().contains("MISSING: no child of"), out::toString);
    Files.writeString(b, Files.readString(b).replace("192.0.2.1", "192.0.2.9"));
    explain(a.toString(), "--peer", b.toString());
    assertTrue(out.toString().contains("the other way round"), out::toString);
  }
}
