package org.yett.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Yett gateway in a process of its own, so that its CPU and its heap are its own. It ends when
 * this process does: its standard input closes then.
 */
public final class ResponderProcess implements AutoCloseable {

  /** The pre-shared key of the gateway's one connection. */
  public static final String SECRET = "a pre-shared key of benchmarks alone";

  private final Process process;
  private final BufferedReader said;
  private final PrintStream told;
  private final int port;

  private ResponderProcess(Process process, BufferedReader said, PrintStream told, int port) {
    this.process = process;
    this.said = said;
    this.told = told;
    this.port = port;
  }

  /** The command that runs a part of this program in a JVM of its own. */
  public static List<String> program(String... arguments) {
    List<String> all = new ArrayList<>(java());
    all.addAll(List.of(arguments));
    return all;
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "org.yett.gateway.cli.Main",
        "bench");
  }

  /** Starts one on the loopback interface. */
  public static ResponderProcess start() throws IOException {
    return start(program("respond"));
  }

  /**
   * Starts one elsewhere.
   *
   * @param enter the command that goes there and runs another, for example {@code ip netns exec}
   * @param address its address there
   */
  public static ResponderProcess startIn(List<String> enter, String address) throws IOException {
    List<String> command = new ArrayList<>(enter);
    command.addAll(program("respond", "--address", address));
    return start(command);
  }

  /**
   * Starts one on the loopback interface with other options of the JVM.
   *
   * @param options before its class path
   */
  public static ResponderProcess startWith(List<String> options) throws IOException {
    List<String> command = new ArrayList<>(program("respond"));
    command.addAll(1, options);
    return start(command);
  }

  private static ResponderProcess start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    PrintStream told = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    String line = said.readLine();
    if (line == null || !line.startsWith("port ")) {
      process.destroy();
      throw new IOException("the gateway did not start; yett bench respond says why");
    }
    return new ResponderProcess(process, said, told, Integer.parseInt(line.substring(5)));
  }

  /** Its port for IKE with a marker. */
  public int port() {
    return port;
  }

  /** The CPU time that it has taken so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The octets of its heap that are in use after a collection. */
  public long heap() throws IOException {
    told.println("heap");
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the gateway has ended");
    }
    return Long.parseLong(line);
  }

  @Override
  public void close() {
    told.close();
    process.destroy();
  }
}
