package org.yett.interop.run;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.yett.interop.lab.LaboratoryException;

/** Two things at once. */
final class Together {
  private Together() {}

  /** Does both at the same time; returns when both are done. */
  static void run(Callable<?> one, Callable<?> other) throws LaboratoryException {
    FutureTask<?> first = new FutureTask<>(one);
    FutureTask<?> second = new FutureTask<>(other);
    Thread.ofPlatform().daemon().start(first);
    Thread.ofPlatform().daemon().start(second);
    try {
      first.get();
      second.get();
    } catch (ExecutionException e) {
      throw new LaboratoryException("one of two failed: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaboratoryException("interrupted", e);
    }
  }
}
