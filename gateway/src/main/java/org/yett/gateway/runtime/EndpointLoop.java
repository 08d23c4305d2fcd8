package org.yett.gateway.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Output;

/**
 * The one thread that drives an endpoint: it takes inputs in the order in which they come, keeps
 * the endpoint's timer, and hands every output to the sink, on this thread and in order.
 */
final class EndpointLoop implements AutoCloseable {

  /** Datagrams that may wait; one more is dropped, as a full socket buffer would drop it. */
  private static final int MAX_WAITING_DATAGRAMS = 8192;

  private static final long SHORTEST_WAIT_NANOS = 1_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(EndpointLoop.class);

  /** What waits for the thread. */
  private sealed interface Task {
    /** An input for the endpoint. */
    record Handle(Input input) implements Task {}

    /**
     * Something to do with the endpoint between two inputs.
     *
     * @param visitor does it
     * @param refusal is told why if it will never be done
     */
    record Visit(Consumer<IkeEndpoint> visitor, Consumer<RuntimeException> refusal)
        implements Task {}

    /** The end. */
    record Stop() implements Task {}
  }

  private final IkeEndpoint endpoint;
  private final InstantSource clock;
  private final Consumer<Output> sink;
  private final Runnable settled;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final AtomicInteger waitingDatagrams = new AtomicInteger();
  private final AtomicLong droppedDatagrams = new AtomicLong();
  private final Thread thread;
  private Instant wakeAt = Instant.MAX;
  private boolean timerHandled;
  private volatile boolean ended;

  /**
   * @param endpoint used by this loop's thread alone from now on
   * @param clock never goes back
   * @param sink carries outputs out; must not block for long
   */
  EndpointLoop(String name, IkeEndpoint endpoint, InstantSource clock, Consumer<Output> sink) {
    this(name, endpoint, clock, sink, () -> {});
  }

  /**
   * @param endpoint used by this loop's thread alone from now on
   * @param clock never goes back
   * @param sink carries outputs out; must not block for long
   * @param settled called when all outputs of an input have been carried out
   */
  EndpointLoop(
      String name,
      IkeEndpoint endpoint,
      InstantSource clock,
      Consumer<Output> sink,
      Runnable settled) {
    this.settled = settled;
    this.endpoint = endpoint;
    this.clock = clock;
    this.sink = sink;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Begins to work; what was submitted before is done first. */
  void start() {
    thread.start();
  }

  /**
   * Hands in an input. Never blocks; a datagram is dropped if too many are waiting, and everything
   * once the loop has ended.
   */
  void submit(Input input) {
    if (input instanceof Input.Datagram
        && waitingDatagrams.incrementAndGet() > MAX_WAITING_DATAGRAMS) {
      waitingDatagrams.decrementAndGet();
      droppedDatagrams.incrementAndGet();
      return;
    }
    if (!ended) {
      tasks.add(new Task.Handle(input));
    }
  }

  /**
   * Asks the endpoint something on its own thread.
   *
   * @return the answer; fails with {@link CancellationException} if the loop ends before it
   */
  <T> CompletableFuture<T> ask(Function<IkeEndpoint, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(
        new Task.Visit(
            visited -> {
              try {
                answer.complete(question.apply(visited));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            },
            answer::completeExceptionally));
    if (ended) {
      refuseWaiting();
    }
    return answer;
  }

  /** Datagrams dropped because too many were waiting. */
  long droppedDatagrams() {
    return droppedDatagrams.get();
  }

  /** Inputs that wait. */
  int waiting() {
    return tasks.size();
  }

  /** Ends the thread after what it is doing now; inputs that still wait are forgotten. */
  @Override
  public void close() {
    tasks.add(new Task.Stop());
    if (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!thread.isAlive()) {
      // Also if it was never started.
      end();
    }
  }

  /** From now on whoever asks is refused, and so is whoever waits for an answer. */
  private void end() {
    ended = true;
    refuseWaiting();
  }

  private void refuseWaiting() {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      if (task instanceof Task.Visit visit) {
        visit.refusal().accept(new CancellationException("the endpoint's thread has ended"));
      }
    }
  }

  private void run() {
    try {
      while (true) {
        switch (next()) {
          case Task.Handle(Input input) -> handle(input);
          case Task.Visit visit -> visit.visitor().accept(endpoint);
          case Task.Stop() -> {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the endpoint's thread was interrupted and ends");
    } finally {
      end();
    }
  }

  private Task next() throws InterruptedException {
    if (wakeAt.equals(Instant.MAX)) {
      return tasks.take();
    }
    Duration left = Duration.between(clock.instant(), wakeAt);
    // A timer that changed nothing must not make a busy loop.
    long nanos = Math.max(left.toNanos(), timerHandled ? SHORTEST_WAIT_NANOS : 0);
    Task task = nanos > 0 ? tasks.poll(nanos, TimeUnit.NANOSECONDS) : tasks.poll();
    return task != null ? task : new Task.Handle(new Input.Timer());
  }

  private void handle(Input input) {
    if (input instanceof Input.Datagram) {
      waitingDatagrams.decrementAndGet();
    }
    timerHandled = input instanceof Input.Timer;
    List<Output> outputs;
    try {
      outputs = endpoint.handle(input, clock.instant());
    } catch (RuntimeException e) {
      // A defect of ours must not take the SAs down that stand.
      LOG.error("the endpoint failed on {}", input.getClass().getSimpleName(), e);
      return;
    }
    for (Output output : outputs) {
      if (output instanceof Output.WakeAt(Instant instant)) {
        wakeAt = instant;
        timerHandled = false;
      } else {
        carryOut(output);
      }
    }
    try {
      settled.run();
    } catch (RuntimeException e) {
      LOG.error("could not finish what came of {}", input.getClass().getSimpleName(), e);
    }
  }

  private void carryOut(Output output) {
    try {
      sink.accept(output);
    } catch (RuntimeException e) {
      LOG.error("could not carry out {}", output.getClass().getSimpleName(), e);
    }
  }
}
