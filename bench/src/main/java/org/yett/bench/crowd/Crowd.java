package org.yett.bench.crowd;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.bench.ends.Drive;
import org.yett.bench.ends.Ends;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Limits;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.Output;
import org.yett.ike.exchange.IkeEngine;

/**
 * One responder and many IKE SAs with it. What the initiator keeps can be let go of, so that the
 * heap holds the responder alone.
 */
public final class Crowd {

  private static final int BATCH = 64;
  private static final int NO_LIMIT = 1_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** An endpoint and what it has sent. */
  private static final class End {
    private final Drive drive;
    private final ArrayDeque<Output.Transmit> leaving = new ArrayDeque<>();
    private final List<ChildSa> childSas = new ArrayList<>();
    private long cpuNanos;

    private End() {
      drive =
          new Drive(
              IkeEngine.create(config(), new SystemRandomness(), KeyTraces.NONE),
              JobRunner.inline(Ends.credentials()));
    }

    private void handle(Input input, Instant now) {
      long before = THREADS.getCurrentThreadCpuTime();
      drive.handle(
          input,
          now,
          output -> {
            switch (output) {
              case Output.Transmit transmit -> leaving.add(transmit);
              case Output.InstallInbound install -> childSas.add(install.childSa());
              default -> {
                // No timer goes off, and nobody watches.
              }
            }
          });
      cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
    }
  }

  private final String proposal;
  private final End responder = new End();
  private End initiator = new End();
  private int names;
  private long tag;

  /**
   * A responder with its connection loaded.
   *
   * @param suite its key exchanges, as in {@code x25519-ke1_mlkem768}
   */
  public Crowd(String suite) {
    proposal = Ends.proposal(suite);
    responder.handle(Ends.load(proposal, false), Instant.EPOCH);
  }

  /** As many half-open IKE SAs as there come, and no cookies. */
  private static EndpointConfig config() {
    Limits d = Limits.DEFAULT;
    return EndpointConfig.DEFAULT
        .withCookies(new CookieConfig(NO_LIMIT, NO_LIMIT, Duration.ofHours(1)))
        .withLimits(
            new Limits(
                NO_LIMIT,
                NO_LIMIT,
                d.halfOpenLifetime(),
                d.reassemblyLifetime(),
                d.intermediateExchanges(),
                d.saInitRestarts()));
  }

  private String freshName() {
    int number = names % BATCH;
    if (number == 0) {
      List<ConnectionConfig> fresh = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        fresh.add(Ends.initiating(Ends.CONNECTION + "-" + (names + i), proposal));
      }
      initiator.handle(new Input.Commanded(new Command.LoadConnections(fresh)), Instant.EPOCH);
    }
    return Ends.CONNECTION + "-" + names++;
  }

  private void begin() {
    initiator.handle(
        new Input.Commanded(
            new Command.Initiate(++tag, freshName(), Optional.of(Ends.CHILD), Ends.path())),
        Instant.EPOCH);
  }

  /** Adds IKE SAs, each with a Child SA. */
  public void establish(int count) {
    int before = responder.childSas.size();
    for (int i = 0; i < count; i++) {
      begin();
      while (!initiator.leaving.isEmpty() || !responder.leaving.isEmpty()) {
        deliver(initiator, responder);
        deliver(responder, initiator);
      }
    }
    if (responder.childSas.size() != before + count) {
      throw new IllegalStateException("not every handshake came about with " + proposal);
    }
  }

  /** Adds IKE SAs whose initiator is not heard of again after IKE_SA_INIT. */
  public void leaveHalfOpen(int count) {
    for (int i = 0; i < count; i++) {
      begin();
      deliver(initiator, responder);
      if (responder.leaving.size() != 1) {
        throw new IllegalStateException("no answer to IKE_SA_INIT");
      }
      responder.leaving.clear();
    }
  }

  private static void deliver(End from, End to) {
    for (Output.Transmit t = from.leaving.poll(); t != null; t = from.leaving.poll()) {
      to.handle(new Input.Datagram(Ends.reversed(t.path()), t.message()), Instant.EPOCH);
    }
  }

  /** CPU time that the responder has taken so far, on this thread. */
  public long responderCpuNanos() {
    return responder.cpuNanos;
  }

  /** CPU time that the initiators have taken since the last time that they were forgotten. */
  public long initiatorCpuNanos() {
    return initiator.cpuNanos;
  }

  /** Lets go of everything that initiators hold. */
  public void forgetInitiators() {
    initiator = new End();
    names = 0;
  }

  /** Octets of the heap that are in use, after it was cleared; the initiators are forgotten. */
  public long heap() {
    forgetInitiators();
    return usedHeap();
  }

  /** Octets of the heap that are in use, after it was cleared. */
  static long usedHeap() {
    // What the first round finds unreachable may hold more, which goes in the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** How many Child SAs the responder has installed. */
  public int childSas() {
    return responder.childSas.size();
  }
}
