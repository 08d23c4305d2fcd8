package org.yett.ike.endpoint;

/** Runs jobs: inline in tests and simulation, on a pool in a gateway. */
@FunctionalInterface
public interface JobRunner {

  /** Does the job on the calling thread; one that throws gives {@link JobResult.Failed}. */
  JobResult run(Job job);

  /** Runs jobs on the calling thread with these credentials. */
  static JobRunner inline(Credentials credentials) {
    return job -> {
      try {
        return job.run(credentials);
      } catch (RuntimeException e) {
        return new JobResult.Failed(
            job.getClass().getSimpleName() + " threw " + e.getClass().getName());
      }
    };
  }
}
