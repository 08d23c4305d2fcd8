package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * Something that happened from outside.
 *
 * @param at milliseconds from the start
 * @param host to whom; of {@code inject} who gets it
 * @param what {@code initiate}, {@code initiate-other} (the second child), {@code rekey-ike},
 *     {@code rekey-child}, {@code terminate}, {@code terminate-child}, {@code check-liveness},
 *     {@code inject} (a datagram from somebody, in the peer's name), {@code link-down}, {@code
 *     link-up}, {@code end}
 * @param octets of {@code inject}: the datagram
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"at", "host", "do", "octets"})
public record Action(long at, String host, @JsonProperty("do") String what, String octets) {

  /** Absent octets are empty. */
  public Action {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(what, "do");
    octets = Lists.text(octets);
  }
}
