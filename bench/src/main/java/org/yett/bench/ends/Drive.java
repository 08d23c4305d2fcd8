package org.yett.bench.ends;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.Output;

/** An endpoint whose jobs are run at once, on the thread that hands inputs in. */
public final class Drive {

  private final IkeEndpoint endpoint;
  private final JobRunner jobs;
  private final ArrayDeque<Input> waiting = new ArrayDeque<>();

  /**
   * @param endpoint driven by nobody else
   * @param jobs runs its jobs
   */
  public Drive(IkeEndpoint endpoint, JobRunner jobs) {
    this.endpoint = endpoint;
    this.jobs = jobs;
  }

  /** The endpoint. */
  public IkeEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Hands an input in, and the results of all jobs that come of it.
   *
   * @param sink gets every other output, in order
   */
  public void handle(Input input, Instant now, Consumer<Output> sink) {
    waiting.add(input);
    while (!waiting.isEmpty()) {
      for (Output output : endpoint.handle(waiting.poll(), now)) {
        if (output instanceof Output.RunJob run) {
          waiting.add(new Input.JobDone(run.id(), jobs.run(run.job())));
        } else {
          sink.accept(output);
        }
      }
    }
  }
}
