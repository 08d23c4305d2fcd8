package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * One falsification.
 *
 * @param host whose message
 * @param what {@code replace}, {@code drop}, {@code add-first} or {@code add-last} a payload before
 *     the message is sealed; {@code exchange} gives the header another exchange type; {@code
 *     datagram} replaces a datagram on the path
 * @param exchange of which exchange type the message is; of {@code datagram} of no meaning
 * @param response whether it is a response
 * @param ordinal which of those that the host composes, from 1; of {@code datagram} which of all
 *     that it sends
 * @param payload type of the payload that is replaced, dropped or added; of {@code exchange} the
 *     exchange type
 * @param occurrence which payload of that type, from 1
 * @param critical whether the payload that is put in has the critical bit
 * @param octets the payload's new body, without the generic header, or the datagram
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "host",
  "do",
  "exchange",
  "response",
  "ordinal",
  "payload",
  "occurrence",
  "critical",
  "octets"
})
public record Edit(
    String host,
    @JsonProperty("do") String what,
    int exchange,
    boolean response,
    int ordinal,
    int payload,
    int occurrence,
    boolean critical,
    String octets) {

  /** Absent octets are empty. */
  public Edit {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(what, "do");
    octets = Lists.text(octets);
  }
}
