package org.yett.bench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.ProgramVersion;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.runtime.Endpoints;
import org.yett.gateway.runtime.Gateway;
import org.yett.gateway.runtime.Platform;
import org.yett.tun.MemoryDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A gateway to be loaded, without a TUN device; ends with its standard input. */
@Command(name = "respond", hidden = true, description = "A gateway to be loaded.")
public final class RespondCommand implements Callable<Integer> {

  private static final int MTU = 1400;
  private static final int QUEUE = 64;

  @Option(names = "--address", description = "Our address.")
  private InetAddress address = InetAddress.getLoopbackAddress();

  @Option(names = "--port", description = "UDP port for IKE; 0 for any.")
  private int port;

  @Option(names = "--nat-port", description = "UDP port for IKE with a marker; 0 for any.")
  private int natPort;

  @Option(names = "--keep", description = "Do not end with standard input.")
  private boolean keep;

  @Option(names = "--config", description = "swanctl.conf; else one for the loopback interface.")
  private Path config;

  /** For picocli. */
  public RespondCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path file = config == null ? defaults() : config;
    Gateway gateway =
        switch (ConfigLoader.load(file)) {
          case ConfigResult.Loaded loaded ->
              Gateway.start(
                  DaemonInfo.here("yett", ProgramVersion.text()),
                  loaded.config(),
                  Platform.embedded(
                      address,
                      port,
                      natPort,
                      MemoryDevice.pair("host", "gateway", MTU, QUEUE).right()),
                  Endpoints.standard(),
                  () -> ConfigLoader.load(file));
          case ConfigResult.Rejected rejected ->
              throw new CommandFailure(ExitStatus.CONFIGURATION, rejected.diagnostics().toString());
        };
    try (gateway) {
      System.out.println("port " + gateway.natTraversalPort());
      System.out.flush();
      if (keep) {
        Thread.sleep(Long.MAX_VALUE);
      }
      serve();
    }
    return ExitStatus.OK;
  }

  private static void serve() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("heap")) {
        // Two rounds: what the first one finalizes goes in the second.
        System.gc();
        System.gc();
        System.out.println(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        System.out.flush();
      }
    }
  }

  private Path defaults() throws IOException {
    Path file =
        Files.createTempFile(
            "yett-bench",
            ".conf",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    file.toFile().deleteOnExit();
    Files.writeString(
        file,
        """
        connections {
          bench {
            version = 2
            local_addrs = %s
            proposals = aes256gcm16-prfsha384-x25519-ke1_mlkem768, aes256gcm16-prfsha384-x25519
            unique = never
            mobike = no
            encap = yes
            rekey_time = 0
            local { auth = psk
                    id = %s }
            remote { auth = psk
                     id = %s }
            children {
              net {
                local_ts = 10.2.0.0/16
                remote_ts = 10.1.0.0/16
                esp_proposals = aes256gcm16
                rekey_time = 0
              }
            }
          }
        }
        secrets {
          ike-bench {
            secret = "%s"
          }
        }
        """
            .formatted(
                address.getHostAddress(),
                LoadCommand.RESPONDER,
                LoadCommand.INITIATOR,
                LoadCommand.SECRET));
    return file;
  }
}
