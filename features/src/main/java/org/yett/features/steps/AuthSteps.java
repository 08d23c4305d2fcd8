package org.yett.features.steps;

import io.cucumber.java.en.Then;
import java.util.List;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;

/** What AUTH payloads cover, computed anew from what was on the wire. */
public final class AuthSteps {

  private final World world;

  AuthSteps(World world) {
    this.world = world;
  }

  /** The chunks by the names that RFC 7296 2.15 and RFC 9242 3.3.2 give them. */
  @Then("the AUTH payload of the {side} covers {string}")
  public void covers(Side side, String chunks) {
    String key = world.arrangement(side).preSharedKey();
    Expect.that(
        new SignedChunks(world.testbed()).isOver(side, chunks, key),
        () -> "AUTH of the " + side + " is not over " + chunks);
  }

  /** In all handshakes of the scenario. */
  @Then("the AUTH payloads of all these handshakes are the same")
  public void same() {
    Expect.that(world.testbeds().size() > 1, () -> "there was only one handshake");
    for (Side side : Side.values()) {
      List<Octets> different =
          world.testbeds().stream()
              .map(testbed -> new SignedChunks(testbed).auth(side))
              .distinct()
              .toList();
      Expect.equal(1, different.size(), "different AUTH payloads of the " + side);
    }
  }
}
