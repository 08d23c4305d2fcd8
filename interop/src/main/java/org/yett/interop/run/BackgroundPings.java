package org.yett.interop.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Testbed;
import org.yett.tun.netns.Ping;

/** Echo requests of both families and both hosts that go on while something else is done. */
final class BackgroundPings implements AutoCloseable {
  /** A hundred a second of each kind. */
  private static final int COUNT = 300;

  private static final int OCTETS = 200;
  private static final long LEAD_MILLIS = 300;

  /**
   * What came of those of one kind.
   *
   * @param family the inner family
   * @param from the host that asked
   */
  record Answered(Family family, Side from, Ping.Result result) {}

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final List<Future<Answered>> running = new ArrayList<>();

  private BackgroundPings() {}

  /** Begins; returns when the first of them are under way. */
  static BackgroundPings start(Testbed testbed) throws LaboratoryException {
    BackgroundPings pings = new BackgroundPings();
    for (Family family : Family.values()) {
      for (Side from : Side.values()) {
        Callable<Answered> one =
            () -> new Answered(family, from, testbed.ping(from, family, COUNT, OCTETS));
        pings.running.add(pings.executor.submit(one));
      }
    }
    try {
      Thread.sleep(LEAD_MILLIS);
    } catch (InterruptedException e) {
      pings.close();
      Thread.currentThread().interrupt();
      throw new LaboratoryException("interrupted", e);
    }
    return pings;
  }

  /** Waits for their end. */
  List<Answered> finish() throws LaboratoryException {
    List<Answered> all = new ArrayList<>();
    try {
      for (Future<Answered> one : running) {
        all.add(one.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new LaboratoryException("pinging failed: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaboratoryException("interrupted", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
