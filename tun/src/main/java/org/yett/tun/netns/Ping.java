package org.yett.tun.netns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** ICMP and ICMPv6 echo from the calling thread's namespace; needs CAP_NET_RAW and no program. */
public final class Ping {

  /**
   * What came of it.
   *
   * @param sent requests that the kernel accepted
   * @param received distinct replies that match a request octet by octet
   * @param roundTrips time of each reply, in order of the requests
   * @param errors why requests could not be sent, and ICMP errors that came back
   */
  public record Result(int sent, int received, List<Duration> roundTrips, List<String> errors) {}

  private Ping() {}

  /**
   * Sends requests and waits for the replies.
   *
   * @param destination whom to ask; its family chooses ICMP or ICMPv6
   * @param count number of requests
   * @param payload octets of data in each, 16 at least
   * @param interval time between two requests
   * @param patience how long to wait for replies after the last request
   */
  public static Result run(
      InetAddress destination, int count, int payload, Duration interval, Duration patience)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
