package org.yett.bench.ends;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.Output;
import org.yett.ike.exchange.IkeEngine;
import org.yett.ike.wire.Octets;

/**
 * A handshake between two engines without a network: IKE_SA_INIT, IKE_INTERMEDIATE for each
 * additional key exchange, IKE_AUTH with the first Child SA. Deterministic ones can be replayed one
 * role at a time, since an endpoint's session is the list of its inputs.
 */
public final class MemoryHandshake {

  /**
   * One role of a handshake that has taken place.
   *
   * @param randomness gives what was drawn
   * @param inputs what the endpoint was given from outside, in order
   * @param sent what it sent
   */
  public record Role(Randomness randomness, List<Input> inputs, List<Octets> sent) {

    /** Goes through it again; returns what is sent. */
    public List<Octets> replay() {
      Drive drive = drive(randomness);
      List<Octets> again = new ArrayList<>();
      for (Input input : inputs) {
        drive.handle(
            input,
            Instant.EPOCH,
            output -> {
              if (output instanceof Output.Transmit transmit) {
                again.add(transmit.message());
              }
            });
      }
      return again;
    }
  }

  /**
   * Both roles of a handshake.
   *
   * @param initiator who begins
   * @param responder who answers
   */
  public record Recording(Role initiator, Role responder) {}

  private static final class End {
    private final Drive drive;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Octets> sent = new ArrayList<>();
    private final ArrayDeque<Output.Transmit> leaving = new ArrayDeque<>();

    private End(Randomness randomness) {
      drive = drive(randomness);
    }

    private void handle(Input input) {
      inputs.add(input);
      drive.handle(
          input,
          Instant.EPOCH,
          output -> {
            if (output instanceof Output.Transmit transmit) {
              sent.add(transmit.message());
              leaving.add(transmit);
            }
          });
    }

    private boolean isEstablished() {
      return drive.endpoint().status().ikeSas().stream()
          .anyMatch(sa -> sa.established() && !sa.childSas().isEmpty());
    }
  }

  private MemoryHandshake() {}

  private static Drive drive(Randomness randomness) {
    return new Drive(
        IkeEngine.create(EndpointConfig.DEFAULT, randomness, KeyTraces.NONE),
        JobRunner.inline(Ends.credentials()));
  }

  /**
   * What both ends are configured with, ready to be loaded.
   *
   * @param proposal the IKE proposal of both ends
   * @param initiator loads the initiator
   * @param responder loads the responder
   */
  public record Setup(String proposal, Input initiator, Input responder) {}

  /** Prepares both ends for a proposal. */
  public static Setup setup(String proposal) {
    return new Setup(proposal, Ends.load(proposal, true), Ends.load(proposal, false));
  }

  /**
   * Runs a handshake.
   *
   * @param setup what both ends are configured with
   * @param initiator the initiator's randomness
   * @param responder the responder's randomness
   * @return how many datagrams it took
   * @throws IllegalStateException if it does not come about
   */
  public static int run(Setup setup, Randomness initiator, Randomness responder) {
    End one = new End(initiator);
    End other = new End(responder);
    run(setup, one, other);
    return one.sent.size() + other.sent.size();
  }

  /**
   * Runs a handshake of which everything follows from a seed.
   *
   * @param proposal the IKE proposal of both ends
   * @param seed the seed
   */
  public static Recording record(String proposal, long seed) {
    DeterministicRandomness source = DeterministicRandomness.ofSeed(seed);
    Randomness ofInitiator = new RememberedRandomness(source.scoped("initiator"));
    Randomness ofResponder = new RememberedRandomness(source.scoped("responder"));
    End one = new End(ofInitiator);
    End other = new End(ofResponder);
    run(setup(proposal), one, other);
    return new Recording(
        new Role(ofInitiator, List.copyOf(one.inputs), List.copyOf(one.sent)),
        new Role(ofResponder, List.copyOf(other.inputs), List.copyOf(other.sent)));
  }

  private static void run(Setup setup, End one, End other) {
    one.handle(setup.initiator());
    other.handle(setup.responder());
    one.handle(Ends.initiate(1, Ends.path()));
    while (!one.leaving.isEmpty() || !other.leaving.isEmpty()) {
      deliver(one, other);
      deliver(other, one);
    }
    if (!one.isEstablished() || !other.isEstablished()) {
      throw new IllegalStateException("no handshake comes about with " + setup.proposal());
    }
  }

  private static void deliver(End from, End to) {
    for (Output.Transmit t = from.leaving.poll(); t != null; t = from.leaving.poll()) {
      to.handle(new Input.Datagram(Ends.reversed(t.path()), t.message()));
    }
  }
}
