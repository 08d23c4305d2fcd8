package org.yett.features.steps;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.yett.features.subject.Datagram;

/** Somebody on the way who acts on certain datagrams alone. */
final class OnMessage implements World.Intervention {

  private final String description;
  private final Predicate<Datagram> which;
  private final int times;
  private final Function<Datagram, List<Datagram>> act;
  private int acted;

  /**
   * Acts on datagrams.
   *
   * @param description of the act, for the complaint if there was no occasion for it
   * @param which on which datagrams
   * @param times on how many of them
   * @param act what goes on instead
   */
  OnMessage(
      String description,
      Predicate<Datagram> which,
      int times,
      Function<Datagram, List<Datagram>> act) {
    this.description = description;
    this.which = which;
    this.times = times;
    this.act = act;
  }

  @Override
  public List<Datagram> intercept(Datagram datagram) {
    if (acted >= times || !which.test(datagram)) {
      return List.of(datagram);
    }
    acted++;
    return act.apply(datagram);
  }

  @Override
  public boolean happened() {
    return acted > 0;
  }

  @Override
  public String description() {
    return description;
  }
}
