package org.yett.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yett.bench.ends.Ends;
import org.yett.bench.ends.MemoryHandshake;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.SystemRandomness;

/** Whole handshakes with a pre-shared key in memory, both roles together and each by itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandshakeBenchmark {

  /** Key exchanges as in a proposal. */
  @Param({"x25519", "x25519-ke1_mlkem768"})
  public String suite;

  private final Randomness random = new SystemRandomness();
  private MemoryHandshake.Setup setup;
  private MemoryHandshake.Recording recording;

  /** Records a handshake, and checks that it can be replayed. */
  @Setup
  public void prepare() {
    setup = MemoryHandshake.setup(Ends.proposal(suite));
    recording = MemoryHandshake.record(setup.proposal(), 1);
    if (!recording.initiator().replay().equals(recording.initiator().sent())
        || !recording.responder().replay().equals(recording.responder().sent())) {
      throw new IllegalStateException("a replay sends something else");
    }
  }

  /** Both roles, with the system's randomness. */
  @Benchmark
  public int both() {
    return MemoryHandshake.run(setup, random, random);
  }

  /** The initiator alone, fed what it received before. */
  @Benchmark
  public Object initiator() {
    return recording.initiator().replay();
  }

  /** The responder alone, fed what it received before. */
  @Benchmark
  public Object responder() {
    return recording.responder().replay();
  }
}
