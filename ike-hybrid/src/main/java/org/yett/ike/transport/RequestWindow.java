package org.yett.ike.transport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;

/**
 * Our requests of one IKE SA: their Message IDs, how many may be unanswered at a time, and when
 * each is sent again (RFC 7296 2.1 to 2.3).
 */
@Clause("rfc7296:2.3")
public final class RequestWindow {

  private RetransmissionConfig retransmission;
  private final Randomness randomness;
  private final SortedMap<Long, Outstanding> unanswered = new TreeMap<>();
  private int size = 1;
  private long next;
  private long timers;

  /** No request has been sent; the peer takes one at a time. */
  public RequestWindow(RetransmissionConfig retransmission, Randomness randomness) {
    this.retransmission = retransmission;
    this.randomness = randomness;
  }

  /** A request that has been sent and not been answered. */
  public static final class Outstanding {
    private final long messageId;
    private final ExchangeType exchange;
    private final int epoch;
    private final RetransmissionTimer timer;
    private final Reassembly response;
    private final Message message;
    private final Set<Path> paths = new LinkedHashSet<>();
    private List<Octets> datagrams;
    private boolean held;

    private Outstanding(
        long messageId,
        ExchangeType exchange,
        int epoch,
        RetransmissionTimer timer,
        Reassembly response,
        Message message,
        List<Octets> datagrams) {
      this.message = message;
      this.messageId = messageId;
      this.exchange = exchange;
      this.epoch = epoch;
      this.timer = timer;
      this.response = response;
      this.datagrams = datagrams;
    }

    /** Its Message ID. */
    public long messageId() {
      return messageId;
    }

    /** Its Exchange Type. */
    public ExchangeType exchange() {
      return exchange;
    }

    /** The generation of keys that protects it, and its response. */
    public int epoch() {
      return epoch;
    }

    /** What it says. */
    public Message message() {
      return message;
    }

    /** Its octets: the whole message, or its fragments. */
    public List<Octets> datagrams() {
      return datagrams;
    }

    /** It has been sent on this path, too. */
    public void sentOn(Path path) {
      paths.add(path);
    }

    /** The paths on which it has been sent so far. */
    public Set<Path> paths() {
      return Set.copyOf(paths);
    }

    /** How often it has been sent in its present form. */
    public int transmissions() {
      return timer.transmissions();
    }

    /** The fragments of its response. */
    public Reassembly response() {
      return response;
    }
  }

  /** What has become due. */
  public sealed interface Due {
    /**
     * Send the request again.
     *
     * @param request which
     */
    record Again(Outstanding request) implements Due {}

    /**
     * The peer has not answered in time.
     *
     * @param request which
     */
    record GivenUp(Outstanding request) implements Due {}
  }

  /** Lets more requests be unanswered at a time; a window never shrinks (RFC 7296 2.3). */
  public void widen(int peerWindow) {
    size = Math.max(size, peerWindow);
  }

  /** Requests from now on are sent again at other times. */
  public RetransmissionConfig retransmission() {
    return retransmission;
  }

  /** Other retransmission from the next request on. */
  public void retransmission(RetransmissionConfig other) {
    retransmission = other;
  }

  /** Whether another request may be sent now. */
  public boolean isOpen() {
    // = rfc7296:2.3/2, rfc7296:2.3/5, rfc7296:2.3/6, rfc7296:2.3/x1
    return unanswered.isEmpty() || next - unanswered.firstKey() < size;
  }

  /** The Message ID of the next request. */
  public long next() {
    return next;
  }

  /**
   * Counts the next request as sent now.
   *
   * @param exchange its Exchange Type
   * @param epoch the generation of keys that protects it
   * @param message the request
   * @param datagrams its octets
   * @param response empty, for the fragments of its response
   */
  @Clause("rfc7296:2.2/x1")
  @Clause("rfc9242:3.2/3")
  public Outstanding sent(
      ExchangeType exchange,
      int epoch,
      Message message,
      List<Octets> datagrams,
      Reassembly response,
      Instant now) {
    if (!isOpen()) {
      throw new IllegalStateException("the window is full");
    }
    return put(next++, exchange, epoch, message, datagrams, response, now);
  }

  /**
   * Counts the first request as sent once more in another form, as the answer COOKIE or
   * INVALID_KE_PAYLOAD asks for: the Message ID stays 0 (RFC 7296 2.2).
   */
  @Clause("rfc7296:2.2/x1")
  public Outstanding sentFirstAnew(
      ExchangeType exchange,
      Message message,
      List<Octets> datagrams,
      Reassembly response,
      Instant now) {
    if (next != 1) {
      throw new IllegalStateException("only the first request can be replaced");
    }
    return put(0, exchange, 0, message, datagrams, response, now);
  }

  private Outstanding put(
      long messageId,
      ExchangeType exchange,
      int epoch,
      Message message,
      List<Octets> datagrams,
      Reassembly response,
      Instant now) {
    RetransmissionTimer timer = new RetransmissionTimer(retransmission, randomness, timers++, now);
    Outstanding request =
        new Outstanding(
            messageId, exchange, epoch, timer, response, message, List.copyOf(datagrams));
    unanswered.put(messageId, request);
    return request;
  }

  /** The unanswered request with this Message ID. */
  public Optional<Outstanding> unanswered(long messageId) {
    return Optional.ofNullable(unanswered.get(messageId));
  }

  /** All unanswered requests, oldest first. */
  public Collection<Outstanding> unanswered() {
    return List.copyOf(unanswered.values());
  }

  /** The request has been answered, or is no longer of interest: it is not sent again. */
  @Clause("rfc7296:2.1/3")
  public void settle(long messageId) {
    Outstanding request = unanswered.remove(messageId);
    if (request != null) {
      request.response.clear();
    }
  }

  /** Settles all requests. */
  public void settleAll() {
    List.copyOf(unanswered.keySet()).forEach(this::settle);
  }

  /**
   * Replaces the octets of an unanswered request by other fragments of it, which are sent now: its
   * retransmissions start over (RFC 7383 2.5.2).
   */
  @Clause("rfc7383:2.5.2/4")
  public void refragment(Outstanding request, List<Octets> datagrams, Instant now) {
    request.datagrams = List.copyOf(datagrams);
    request.timer.restart(now);
  }

  /** The request is sent now on another way: its retransmissions start over. */
  public void startOver(Outstanding request, Instant now) {
    request.timer.restart(now);
  }

  /** Nothing becomes due for the request until it is settled or released. */
  public void hold(Outstanding request) {
    request.held = true;
  }

  /** The request becomes due again, at once if its time has passed. */
  public void release(Outstanding request) {
    request.held = false;
  }

  /** When {@link #expire} has something to tell next. */
  public Optional<Instant> due() {
    return unanswered.values().stream()
        .filter(request -> !request.held)
        .map(request -> request.timer.due())
        .min(Comparator.naturalOrder());
  }

  /** What has become due. */
  public List<Due> expire(Instant now) {
    List<Due> due = new ArrayList<>();
    for (Outstanding request : unanswered.values()) {
      if (!request.held && !request.timer.due().isAfter(now)) {
        due.add(request.timer.expire(now) ? new Due.Again(request) : new Due.GivenUp(request));
      }
    }
    return due;
  }
}
