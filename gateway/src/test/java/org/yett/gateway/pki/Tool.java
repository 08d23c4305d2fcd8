package org.yett.gateway.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another program to hold ours against: OpenSSL, or one out of a peer's root file system. */
record Tool(List<String> command) {

  private static final Path PEER = Path.of("/var/cache/yett/peers/strongswan-forky");

  /** The machine's OpenSSL. */
  static Optional<Tool> openssl() {
    return runs(new Tool(List.of("openssl")), "version");
  }

  /** An OpenSSL that knows ML-DSA and SLH-DSA: 3.5 or later. */
  static Optional<Tool> postQuantumOpenssl() {
    return Optional.of(new Tool(List.of("openssl")))
        .filter(t -> t.knowsMlDsa())
        .or(() -> inPeer("openssl").filter(Tool::knowsMlDsa));
  }

  private boolean knowsMlDsa() {
    return runs(this, "version").isPresent()
        && new String(
                run(new byte[0], "list", "-signature-algorithms").out(), StandardCharsets.UTF_8)
            .contains("ML-DSA-65");
  }

  /** strongSwan's pki. */
  static Optional<Tool> strongSwanPki() {
    return inPeer("pki").flatMap(t -> runs(t, "--help"));
  }

  private static Optional<Tool> inPeer(String program) {
    return Files.isExecutable(PEER.resolve("usr/bin").resolve(program))
        ? Optional.of(new Tool(List.of("chroot", PEER.toString(), "/usr/bin/" + program)))
        : Optional.empty();
  }

  private static Optional<Tool> runs(Tool tool, String argument) {
    try {
      return tool.run(new byte[0], argument).status() == 0 ? Optional.of(tool) : Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** What came of a run. */
  record Result(int status, byte[] out, String err) {
    byte[] orThrow() {
      if (status != 0) {
        throw new AssertionError(
            "exit status " + status + ": " + err + new String(out, StandardCharsets.UTF_8));
      }
      return out;
    }
  }

  Result run(byte[] in, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    try {
      Path input = Files.createTempFile("yett-tool", ".in");
      Path errors = Files.createTempFile("yett-tool", ".err");
      try {
        Files.write(input, in);
        Process process =
            new ProcessBuilder(all)
                .redirectInput(input.toFile())
                .redirectError(errors.toFile())
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(all + " does not end");
        }
        return new Result(process.exitValue(), out, Files.readString(errors));
      } finally {
        Files.delete(input);
        Files.delete(errors);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
