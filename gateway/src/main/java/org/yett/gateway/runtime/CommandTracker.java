package org.yett.gateway.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.Outcome;

/** Commands that were given to the endpoint and have not finished, with those who wait for them. */
final class CommandTracker {

  private record Pending(CompletableFuture<Outcome> future, ControlLog log) {}

  private final AtomicLong tags = new AtomicLong();
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
  private volatile Optional<String> abandoned = Optional.empty();

  /** A command that is about to be given. */
  record Ticket(long tag, CompletableFuture<Outcome> future) {}

  /**
   * Makes a tag for a command.
   *
   * @param log told what happens until the command has finished
   */
  Ticket begin(ControlLog log) {
    long tag = tags.incrementAndGet();
    CompletableFuture<Outcome> future = new CompletableFuture<>();
    pending.put(tag, new Pending(future, log));
    future.whenComplete((outcome, error) -> pending.remove(tag));
    abandoned.ifPresent(reason -> future.complete(new Outcome.Failed(reason)));
    return new Ticket(tag, future);
  }

  /** The endpoint says that a command has finished. */
  void finished(long tag, Optional<String> failure) {
    Pending command = pending.remove(tag);
    if (command != null) {
      command
          .future()
          .complete(failure.<Outcome>map(Outcome.Failed::new).orElseGet(Outcome.Done::new));
    }
  }

  /** Lets everybody who waits hear what happens. */
  void log(LogLine line) {
    pending.values().forEach(command -> command.log().log(line));
  }

  /** The gateway ends: whoever still waits, or comes later, is told so. */
  void abandon(String reason) {
    abandoned = Optional.of(reason);
    pending.values().forEach(command -> command.future().complete(new Outcome.Failed(reason)));
    pending.clear();
  }
}
