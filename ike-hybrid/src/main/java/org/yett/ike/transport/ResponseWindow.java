package org.yett.ike.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;

/**
 * The peer's requests of one IKE SA: which Message ID comes next, and what was answered, so that a
 * repeated request is answered the same and done only once (RFC 7296 2.1 to 2.3).
 *
 * <p>An answered request stays known, with a digest of the octets in which it came and the
 * generation of keys that protected it, until it falls out of the window: a repetition is
 * recognised even when the keys have changed since.
 */
@Clause("rfc7296:2.1")
public final class ResponseWindow {

  private int size;
  private final TreeMap<Long, Answer> answers = new TreeMap<>();
  private long lowestUnseen;

  /**
   * Nothing has been received.
   *
   * @param size how many requests we promise to keep
   */
  public ResponseWindow(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a window takes at least one request");
    }
    this.size = size;
  }

  /** Promises to keep more requests; a window never shrinks (RFC 7296 2.3). */
  public void widen(int requests) {
    size = Math.max(size, requests);
  }

  /** Where a Message ID stands. */
  public sealed interface Standing {
    /** The request has not been seen, and may come now. */
    record Fresh() implements Standing {}

    /**
     * The request has been accepted before.
     *
     * @param answer what is known of it
     */
    record Seen(Answer answer) implements Standing {}

    /**
     * The request may come later: as many as we promised to keep are still waiting for their
     * response.
     */
    record Busy() implements Standing {}

    /** The request is too old, or too far ahead. */
    record Outside() implements Standing {}
  }

  /** A request that has been accepted, and perhaps answered. */
  public static final class Answer {
    private final long messageId;
    private final int epoch;
    private final Set<Octets> requestForms = new HashSet<>();
    private Optional<Message> message = Optional.empty();
    private List<Octets> datagrams = List.of();
    private int repetitions;

    private Answer(long messageId, int epoch) {
      this.messageId = messageId;
      this.epoch = epoch;
    }

    /** The request's Message ID. */
    public long messageId() {
      return messageId;
    }

    /** The generation of keys that protected the request, and protects the response. */
    public int epoch() {
      return epoch;
    }

    /**
     * Whether these octets are those of the request: of the whole message, or of its first fragment
     * (RFC 7383 2.6.1).
     */
    public boolean isRepetition(Octets datagram) {
      return requestForms.contains(digest(datagram));
    }

    /** Whether the response has been given; until then, repetitions are ignored. */
    public boolean isGiven() {
      return message.isPresent();
    }

    /** The response, if it has been given. */
    public Optional<Message> message() {
      return message;
    }

    /** How often the request has come again since the response was given. */
    public int repetitions() {
      return repetitions;
    }

    /** The response's octets: the whole message, or its fragments. */
    public List<Octets> datagrams() {
      return datagrams;
    }
  }

  /** What is kept of a request: as much, however long it is. */
  private static Octets digest(Octets datagram) {
    try {
      return Octets.wrap(MessageDigest.getInstance("SHA-256").digest(datagram.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Where this Message ID stands. */
  public Standing standing(long messageId) {
    Answer answer = answers.get(messageId);
    if (answer != null) {
      return new Standing.Seen(answer);
    }
    // = rfc7296:2.1/5, rfc7296:2.3/8, rfc9242:3.2/4
    if (messageId < lowestUnseen || messageId >= lowestUnseen + size) {
      return new Standing.Outside();
    }
    long waiting = answers.values().stream().filter(known -> !known.isGiven()).count();
    return waiting < size ? new Standing.Fresh() : new Standing.Busy();
  }

  /** The lowest Message ID that has not been seen. */
  public long expected() {
    return lowestUnseen;
  }

  /**
   * Accepts a fresh request: it is authentic and will be answered. What falls out of the window is
   * forgotten.
   *
   * @param messageId its Message ID
   * @param epoch the generation of keys that protects it
   * @param repetition the octets whose coming again asks for the response again
   */
  public Answer accept(long messageId, int epoch, Octets repetition) {
    if (!(standing(messageId) instanceof Standing.Fresh)) {
      throw new IllegalStateException("request " + messageId + " is not fresh");
    }
    Answer answer = new Answer(messageId, epoch);
    answer.requestForms.add(digest(repetition));
    answers.put(messageId, answer);
    while (answers.containsKey(lowestUnseen)) {
      lowestUnseen++;
    }
    // = rfc7296:2.1/4, rfc7296:2.3/7
    answers.headMap(lowestUnseen - size).clear();
    return answer;
  }

  /** Gives the response to an accepted request. */
  public void answer(Answer answer, Message message, List<Octets> datagrams) {
    answer.message = Optional.of(message);
    answer.datagrams = List.copyOf(datagrams);
  }

  /** The request has come again. */
  public void repeated(Answer answer) {
    answer.repetitions++;
  }

  /** Replaces the octets of a response by other fragments of it (RFC 7383 2.4). */
  @Clause("rfc7383:2.4")
  public void refragment(Answer answer, List<Octets> datagrams) {
    answer.datagrams = List.copyOf(datagrams);
  }

  /** Another form in which the accepted request has come: fragmented in another way. */
  public void alsoSeenAs(Answer answer, Octets firstFragment) {
    // A peer has few reasons to fragment anew; whoever does it often gets no memory for it.
    if (answer.requestForms.size() < 8) {
      answer.requestForms.add(digest(firstFragment));
    }
  }

  /** The oldest generation of keys that a repetition may still need, or the current one. */
  public int oldestEpoch(int current) {
    int oldest = current;
    for (Answer answer : answers.values()) {
      oldest = Math.min(oldest, answer.epoch);
    }
    return oldest;
  }
}
