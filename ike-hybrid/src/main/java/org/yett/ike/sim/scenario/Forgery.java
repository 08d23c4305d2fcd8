package org.yett.ike.sim.scenario;

import java.util.SplittableRandom;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.wire.Octets;

/** Datagrams that somebody makes who sees everything and knows no keys. */
final class Forgery {

  private static final int HEADER = 28;
  private static final int EXCHANGE_TYPE = 18;
  private static final int FLAGS = 19;
  private static final int MESSAGE_ID = 20;

  private Forgery() {}

  /** Something that looks like a datagram that was seen. */
  static SimDatagram of(SimDatagram seen, SplittableRandom random) {
    byte[] octets = seen.octets().toArray();
    if (octets.length < HEADER) {
      return seen;
    }
    switch (random.nextInt(5)) {
      case 0 -> octets[FLAGS] ^= 0x20; // a response becomes a request
      case 1 -> octets[EXCHANGE_TYPE] = (byte) (34 + random.nextInt(12));
      case 2 -> octets[MESSAGE_ID + 3] += (byte) (1 + random.nextInt(3));
      case 3 -> octets[random.nextInt(HEADER)] = (byte) random.nextInt(256);
      default -> octets[random.nextInt(octets.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return seen.withOctets(Octets.wrap(octets));
  }
}
