package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * An IKE datagram as it was sent.
 *
 * @param number from 1
 * @param at microseconds from the start
 * @param from who sent it
 * @param source address and port on the path
 * @param destination address and port on the path
 * @param fate {@code sent}, {@code lost}, or {@code altered} on the path
 * @param octets the IKE message or fragment; the non-ESP marker, which stands before it if neither
 *     port is 500, is left out
 * @param arrived of an altered one: what came to the receiver instead
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"number", "at", "from", "source", "destination", "fate", "octets", "arrived"})
public record DatagramValue(
    int number,
    long at,
    String from,
    String source,
    String destination,
    String fate,
    String octets,
    String arrived) {

  /** Absent octets are empty. */
  public DatagramValue {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(fate, "fate");
    Objects.requireNonNull(octets, "octets");
    arrived = Lists.text(arrived);
  }
}
