package org.yett.gateway.datapath;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.yett.ike.endpoint.Input;

/**
 * Tells the endpoint once a second which Child SAs have carried packets: that spares liveness
 * checks and NAT keepalives, without a word for each packet. Lets path MTUs and replaced SAs age,
 * too.
 */
final class ActivityMonitor implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Supplier<Collection<InstalledChild>> children;
  private final Consumer<Input> inputs;
  private final PathMtus pathMtus;
  private final Lingering lingering;
  private final Thread thread =
      Thread.ofPlatform().name("yett-activity").daemon().unstarted(this::run);

  ActivityMonitor(
      Supplier<Collection<InstalledChild>> children,
      Consumer<Input> inputs,
      PathMtus pathMtus,
      Lingering lingering) {
    this.children = children;
    this.inputs = inputs;
    this.pathMtus = pathMtus;
    this.lingering = lingering;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
    Threads.join(thread);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        long now = System.nanoTime();
        pathMtus.refresh(children.get(), now);
        lingering.expire(now);
        for (InstalledChild child : children.get()) {
          int spi = child.inbound.spi();
          if (child.noteInbound(now)) {
            inputs.accept(new Input.DatapathEvent.InboundActivity(spi));
          }
          if (child.noteOutbound(now)) {
            inputs.accept(new Input.DatapathEvent.OutboundActivity(spi));
          }
        }
      }
    } catch (InterruptedException e) {
      // The gateway ends.
      return;
    }
  }
}
