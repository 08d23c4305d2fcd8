package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.Simulation;

/** Holds back the first one of chosen datagrams, so that others overtake it. */
final class Delays implements OnPath {

  private final Simulation simulation;
  private final Chosen chosen;
  private final Duration delay;
  private boolean done;

  Delays(Simulation simulation, Chosen chosen, Duration delay) {
    this.simulation = simulation;
    this.chosen = chosen;
    this.delay = delay;
  }

  @Override
  public List<SimDatagram> pass(SimDatagram datagram) {
    if (!done && chosen.test(datagram)) {
      done = true;
      simulation.after(delay, () -> simulation.inject(datagram));
      return List.of();
    }
    return List.of(datagram);
  }
}
