package org.yett.interop.peer;

import java.util.List;

/**
 * An IKE message, or one fragment of it, that a daemon says it generated or parsed.
 *
 * @param line index of the log line, from 0
 * @param generated true if it was sent, false if it was received
 * @param exchange its exchange type
 * @param request whether it is a request
 * @param messageId its message ID
 * @param payloads the payloads in strongSwan's abbreviations, for example {@code SA}, {@code KE},
 *     {@code N(COOKIE)}, {@code EF(1/2)}; empty for an empty message
 */
public record LoggedMessage(
    int line,
    boolean generated,
    Exchange exchange,
    boolean request,
    long messageId,
    List<String> payloads) {

  /** Copies the list. */
  public LoggedMessage {
    payloads = List.copyOf(payloads);
  }

  /** Whether this is one fragment of a message (RFC 7383), not the message. */
  public boolean fragment() {
    return payloads.size() == 1 && payloads.getFirst().startsWith("EF(");
  }

  /** Whether it says nothing but that its sender lives (RFC 7296 1.4, 2.4). */
  public boolean empty() {
    return payloads.isEmpty();
  }
}
