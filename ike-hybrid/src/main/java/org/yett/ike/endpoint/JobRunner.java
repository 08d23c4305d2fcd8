package org.yett.ike.endpoint;

/** Runs jobs: inline in tests and simulation, on a pool in a gateway. */
@FunctionalInterface
public interface JobRunner {

  /** Does the job on the calling thread. */
  JobResult run(Job job);

  /** Runs jobs on the calling thread with these credentials. */
  static JobRunner inline(Credentials credentials) {
    return job -> job.run(credentials);
  }
}
