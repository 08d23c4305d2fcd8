package org.yett.bench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.yett.bench.load.LoadGenerator;
import org.yett.bench.load.LoadResult;
import org.yett.bench.load.LoadTarget;
import org.yett.bench.out.Json;
import org.yett.gateway.cli.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The initiator of a load in a network namespace: reads how many handshakes to make, and how many
 * at a time, and answers each line with one of JSON; ends with its standard input.
 */
@Command(name = "generate", hidden = true, description = "The initiator of a load.")
public final class GenerateCommand implements Callable<Integer> {

  @Option(names = "--from", required = true)
  private InetAddress from;

  @Option(names = "--to", required = true)
  private InetAddress to;

  @Option(names = "--port", required = true)
  private int port;

  @Option(names = "--proposal", required = true)
  private String proposal;

  @Option(names = "--ours", required = true)
  private String ours;

  @Option(names = "--peer", required = true)
  private String peer;

  @Option(names = "--secret", required = true)
  private String secret;

  @Option(names = "--local", required = true)
  private String local;

  @Option(names = "--remote", required = true)
  private String remote;

  /** For picocli. */
  public GenerateCommand() {}

  @Override
  public Integer call() throws IOException {
    LoadTarget target = new LoadTarget(from, to, port, proposal, ours, peer, secret, local, remote);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (LoadGenerator generator = new LoadGenerator(target)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] numbers = line.strip().split(" ", -1);
        LoadResult result =
            generator.handshakes(
                Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), n -> {});
        System.out.println(Json.line(result));
        System.out.flush();
      }
    }
    return ExitStatus.OK;
  }
}
