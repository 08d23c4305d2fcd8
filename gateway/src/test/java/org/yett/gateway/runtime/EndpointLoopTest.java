package org.yett.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.Footprint;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Output;

class EndpointLoopTest {

  private static final Consumer<Output> IGNORE = output -> {};

  /** Remembers what it was given, and asks to be woken as it is told. */
  private static final class Recorder implements IkeEndpoint {
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final List<Duration> wakeUps = new ArrayList<>();

    @Override
    public List<Output> handle(Input input, Instant now) {
      inputs.add(input);
      if (input instanceof Input.Commanded(Command.Shutdown(long tag)) && tag == 13) {
        throw new IllegalStateException("on purpose");
      }
      return wakeUps.isEmpty()
          ? List.of()
          : List.of(new Output.WakeAt(now.plus(wakeUps.removeFirst())));
    }

    @Override
    public Footprint footprint() {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public EndpointStatus status() {
      throw new IllegalStateException("not asked for");
    }

    Input next() throws InterruptedException {
      Input input = inputs.poll(5, TimeUnit.SECONDS);
      assertTrue(input != null, "nothing came within 5 s");
      return input;
    }
  }

  private static Input command(long tag) {
    return new Input.Commanded(new Command.Shutdown(tag));
  }

  @Test
  void inputsAreHandedInInTheirOrder() throws InterruptedException {
    Recorder endpoint = new Recorder();
    try (EndpointLoop loop = new EndpointLoop("test", endpoint, new MonotonicClock(), IGNORE)) {
      loop.submit(command(1));
      loop.submit(command(2));
      loop.start();
      assertEquals(command(1), endpoint.next());
      assertEquals(command(2), endpoint.next());
    }
  }

  @Test
  void theEndpointIsWokenWhenItAskedForIt() throws InterruptedException {
    Recorder endpoint = new Recorder();
    endpoint.wakeUps.add(Duration.ofMillis(30));
    endpoint.wakeUps.add(Duration.ofDays(1));
    try (EndpointLoop loop = new EndpointLoop("test", endpoint, new MonotonicClock(), IGNORE)) {
      loop.start();
      loop.submit(command(1));
      assertEquals(command(1), endpoint.next());
      assertEquals(new Input.Timer(), endpoint.next());
      assertTrue(endpoint.inputs.poll(50, TimeUnit.MILLISECONDS) == null, "woken once too often");
    }
  }

  @Test
  void aTimerThatChangesNothingIsNotRepeatedWithoutPause() throws InterruptedException {
    Recorder endpoint = new Recorder();
    endpoint.wakeUps.add(Duration.ZERO);
    try (EndpointLoop loop = new EndpointLoop("test", endpoint, new MonotonicClock(), IGNORE)) {
      loop.start();
      loop.submit(command(1));
      endpoint.next();
      Thread.sleep(100);
      assertTrue(endpoint.inputs.size() < 150, () -> endpoint.inputs.size() + " timers in 100 ms");
    }
  }

  @Test
  void aDefectOfTheEndpointDoesNotEndTheLoop() throws InterruptedException {
    Recorder endpoint = new Recorder();
    try (EndpointLoop loop = new EndpointLoop("test", endpoint, new MonotonicClock(), IGNORE)) {
      loop.start();
      loop.submit(command(13));
      loop.submit(command(14));
      assertEquals(command(13), endpoint.next());
      assertEquals(command(14), endpoint.next());
    }
  }

  @Test
  void aQuestionIsAnsweredOnTheLoopsOwnThread() {
    try (EndpointLoop loop =
        new EndpointLoop("test-loop", new Recorder(), new MonotonicClock(), IGNORE)) {
      loop.start();
      assertEquals("test-loop", loop.ask(endpoint -> Thread.currentThread().getName()).join());
    }
  }

  @Test
  void aQuestionAfterTheEndIsRefused() {
    EndpointLoop loop = new EndpointLoop("test", new Recorder(), new MonotonicClock(), IGNORE);
    loop.start();
    loop.close();
    assertThrows(
        CancellationException.class, () -> loop.ask(endpoint -> 1).get(5, TimeUnit.SECONDS));
  }

  @Test
  void aQuestionThatStillWaitsAtTheEndIsRefused() throws InterruptedException {
    EndpointLoop loop = new EndpointLoop("test", new Recorder(), new MonotonicClock(), IGNORE);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    loop.start();
    CompletableFuture<Boolean> first =
        loop.ask(endpoint -> {
          busy.countDown();
          try {
            return stopping.await(5, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        });
    assertTrue(busy.await(5, TimeUnit.SECONDS));
    Thread closer = Thread.ofPlatform().start(loop::close);
    while (loop.waiting() == 0) {
      Thread.onSpinWait();
    }
    CompletableFuture<Integer> second = loop.ask(endpoint -> 2);
    stopping.countDown();
    assertTrue(first.join());
    assertThrows(CancellationException.class, () -> second.get(5, TimeUnit.SECONDS));
    closer.join();
  }
}
