package org.yett.bench.ends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.SystemRandomness;

class MemoryHandshakeTest {

  private static final String HYBRID = Ends.proposal("x25519-ke1_mlkem768");

  @Test
  void aHybridHandshakeTakesSixDatagrams() {
    SystemRandomness random = new SystemRandomness();
    assertEquals(6, MemoryHandshake.run(MemoryHandshake.setup(HYBRID), random, random));
  }

  @Test
  void eachRoleSendsTheSameWhenItIsReplayed() {
    MemoryHandshake.Recording recording = MemoryHandshake.record(HYBRID, 1);
    assertEquals(recording.initiator().sent(), recording.initiator().replay());
    assertEquals(recording.responder().sent(), recording.responder().replay());
    assertEquals(recording.responder().sent(), recording.responder().replay());
  }
}
