package org.yett.tun.netns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yett.tun.TunDevice;
import org.yett.tun.TunOptions;
import org.yett.tun.socket.RawSocket;
import org.yett.tun.socket.SocketSettings;
import org.yett.tun.sys.Sys;

/**
 * What this process may do with the kernel's network, found by trying in a throw-away namespace.
 *
 * @param missing what is lacking for TUN devices, raw sockets and network namespaces, each with its
 *     reason; empty if nothing
 */
public record Privileges(List<String> missing) {
  private static final String PROBE = "probe";

  /** Copies the list. */
  public Privileges {
    missing = List.copyOf(missing);
  }

  /** Tries everything once. Leaves nothing behind. */
  public static Privileges probe() {
    try {
      Sys.requireSupported("the kernel datapath");
    } catch (IOException e) {
      return new Privileges(List.of(e.getMessage()));
    }
    List<String> missing = new ArrayList<>();
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      missing.add("/dev/net/tun is missing (load the kernel's tun module, or pass the device in)");
    }
    try (NetworkNamespace namespace = NetworkNamespace.create(Leftovers.namespaceName(PROBE))) {
      namespace.run(() -> {
        if (missing.isEmpty()) {
          attempt("a TUN device", missing, Privileges::tryTun);
        }
        attempt("a raw IP socket", missing, Privileges::tryRaw);
        return true;
      });
    } catch (IOException e) {
      missing.add("a network namespace: " + e.getMessage());
    }
    return new Privileges(missing);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static void attempt(String what, List<String> missing, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      missing.add(what + ": " + e.getMessage());
    }
  }

  private static void tryTun() throws IOException {
    TunDevice.open(TunOptions.named(Leftovers.interfaceName(PROBE)).down()).close();
  }

  private static void tryRaw() throws IOException {
    RawSocket.bind(RawSocket.ESP, InetAddress.ofLiteral("0.0.0.0"), SocketSettings.DEFAULT).close();
  }

  /** Whether nothing is missing. */
  public boolean isPrivileged() {
    return missing.isEmpty();
  }

  /** One line for people: what is needed and why it cannot be had, or that all is there. */
  public String explanation() {
    return missing.isEmpty()
        ? "all privileges are there"
        : "needs root and /dev/net/tun; missing: " + String.join("; ", missing);
  }
}
