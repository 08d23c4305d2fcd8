package org.yett.tun.netns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Errno;
import org.yett.tun.socket.RawSocket;
import org.yett.tun.socket.SocketSettings;

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
  public record Result(int sent, int received, List<Duration> roundTrips, List<String> errors) {
    /** Copies the lists. */
    public Result {
      roundTrips = List.copyOf(roundTrips);
      errors = List.copyOf(errors);
    }

    /** Whether something was sent and every request was answered. */
    public boolean complete() {
      return sent > 0 && received == sent && errors.isEmpty();
    }
  }

  private final InetSocketAddress destination;
  private final IcmpEcho echo;
  private final DatagramBatch batch;
  private final long[] sentAt;
  private final long[] answeredAfter;
  private final List<String> errors = new ArrayList<>();
  private int sent;

  private Ping(InetAddress destination, int count, int payload) {
    this.destination = new InetSocketAddress(destination, 0);
    int identifier = ThreadLocalRandom.current().nextInt(1 << 16);
    this.echo = new IcmpEcho(destination instanceof Inet4Address, identifier, payload);
    this.batch = new DatagramBatch(16, 0, Math.max(2048, payload + 128), 0);
    this.sentAt = new long[count];
    this.answeredAfter = new long[count];
    Arrays.fill(answeredAfter, -1);
  }

  /**
   * Sends requests and waits for the replies.
   *
   * @param destination whom to ask; its family chooses ICMP or ICMPv6
   * @param count number of requests, up to 65535
   * @param payload octets of data in each, up to 65000
   * @param interval time between two requests
   * @param patience how long to wait for replies after the last request
   */
  public static Result run(
      InetAddress destination, int count, int payload, Duration interval, Duration patience)
      throws IOException {
    InetAddress any = InetAddress.ofLiteral(destination instanceof Inet4Address ? "0.0.0.0" : "::");
    return run(any, destination, count, payload, interval, patience);
  }

  /**
   * Sends requests from an address of this host and waits for the replies.
   *
   * @param source the address to send from, of the same family; the unspecified one lets the kernel
   *     choose
   * @param destination whom to ask; its family chooses ICMP or ICMPv6
   * @param count number of requests, up to 65535
   * @param payload octets of data in each, up to 65000
   * @param interval time between two requests
   * @param patience how long to wait for replies after the last request
   */
  public static Result run(
      InetAddress source,
      InetAddress destination,
      int count,
      int payload,
      Duration interval,
      Duration patience)
      throws IOException {
    Objects.checkIndex(count - 1, 65535);
    Objects.checkIndex(payload, 65001);
    int protocol = destination instanceof Inet4Address ? RawSocket.ICMP : RawSocket.ICMPV6;
    Ping ping = new Ping(destination, count, payload);
    try (RawSocket socket = RawSocket.bind(protocol, source, SocketSettings.DEFAULT)) {
      return ping.exchange(socket, interval.toNanos(), patience.toNanos());
    }
  }

  private Result exchange(RawSocket socket, long interval, long patience) throws IOException {
    int count = sentAt.length;
    long start = System.nanoTime();
    for (int sequence = 0; sequence < count; sequence++) {
      collectUntil(socket, start + sequence * interval);
      request(socket, sequence);
    }
    collectUntil(socket, System.nanoTime() + patience);
    List<Duration> roundTrips =
        Arrays.stream(answeredAfter)
            .filter(nanos -> nanos >= 0)
            .mapToObj(Duration::ofNanos)
            .toList();
    return new Result(sent, roundTrips.size(), roundTrips, errors);
  }

  private void request(RawSocket socket, int sequence) throws IOException {
    byte[] message = echo.request(sequence);
    batch.clear();
    int index = batch.append(message, 0, message.length);
    batch.remote(index, destination);
    sentAt[sequence] = System.nanoTime();
    if (socket.send(batch) == 1) {
      sent++;
    } else {
      errors.add("request " + sequence + ": " + Errno.text(batch.error(index)));
    }
  }

  private boolean allAnswered() {
    return sent == sentAt.length && Arrays.stream(answeredAfter).allMatch(nanos -> nanos >= 0);
  }

  private void collectUntil(RawSocket socket, long end) throws IOException {
    long left;
    while ((left = end - System.nanoTime()) > 0 && !allAnswered()) {
      // Rounded up: the last fraction of a millisecond must not become a busy loop.
      long millis = TimeUnit.NANOSECONDS.toMillis(left + 999_999);
      switch (socket.await(millis)) {
        case READABLE -> {
          batch.clear();
          int ignored = socket.receive(batch);
          long now = System.nanoTime();
          for (int i = 0; i < batch.size(); i++) {
            accept(batch.copy(i), batch.remote(i).getAddress(), now);
          }
        }
        case TIMED_OUT, WOKEN, CLOSED -> {}
      }
    }
  }

  private void accept(byte[] message, InetAddress from, long now) {
    switch (echo.classify(message)) {
      case IcmpEcho.Reply(int sequence) -> {
        if (sequence < answeredAfter.length && answeredAfter[sequence] < 0) {
          answeredAfter[sequence] = now - sentAt[sequence];
        }
      }
      case IcmpEcho.Failure(int sequence, String text) ->
          errors.add("request " + sequence + ": " + text + " from " + from.getHostAddress());
      case IcmpEcho.Other() -> {}
    }
  }
}
