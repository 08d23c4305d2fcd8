package org.yett.gateway.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.tun.netlink.AddressMonitor;

/** A thread that tells our outer addresses, at first and whenever they change. */
final class AddressWatch implements AutoCloseable {

  /** Changes come in swarms: one is told when it has been quiet for so long. */
  private static final Duration QUIET = Duration.ofMillis(50);

  private static final int MOST_WAITS = 10;
  private static final Duration ATTENTION = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger("org.yett.KNL");

  private final AddressMonitor monitor;
  private final Set<String> own;
  private final Consumer<List<InetAddress>> listener;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to watch.
   *
   * @param monitor closed with the watch
   * @param own the names of our own devices, whose addresses are inner ones
   * @param listener told on the watch's thread
   */
  AddressWatch(AddressMonitor monitor, Set<String> own, Consumer<List<InetAddress>> listener) {
    this.monitor = monitor;
    this.own = Set.copyOf(own);
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("yett-addresses").daemon().start(this::run);
  }

  private void run() {
    List<InetAddress> told = List.of();
    try (monitor) {
      boolean news = true;
      while (!closed) {
        if (news) {
          for (int wait = 0; wait < MOST_WAITS && monitor.await(QUIET); wait++) {
            // Something else has changed meanwhile.
          }
          List<InetAddress> now = monitor.addresses(own);
          if (!now.equals(told)) {
            told = now;
            listener.accept(now);
          }
        }
        news = monitor.await(ATTENTION);
      }
    } catch (IOException e) {
      LOG.warn("addresses are no longer watched: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
