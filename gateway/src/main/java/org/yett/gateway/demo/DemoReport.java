package org.yett.gateway.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What the demo saw; written as one JSON object by {@code yett demo --json}.
 *
 * @param mode {@code namespaces} (two processes, TUN devices, kernel network) or {@code embedded}
 *     (one process, loopback, devices in memory)
 * @param modeReason why that mode
 * @param established whether both ends have the IKE SA and the Child SA
 * @param suite the IKE SA's algorithms as a proposal string
 * @param espSuite the Child SA's algorithms as a proposal string
 * @param keyExchanges key exchanges whose secrets are in the keys, in order
 * @param postQuantum whether one of them is post-quantum
 * @param handshakeMs from the first message to the Child SA at the initiator, in milliseconds
 * @param messages the handshake as the initiator saw it
 * @param ping of both families together
 * @param pingIpv4 over IPv4
 * @param pingIpv6 over IPv6
 * @param tcpMbitPerS megabits of TCP payload a second, over IPv4
 * @param tcpIpv6MbitPerS the same over IPv6
 * @param esp packets of the Child SA, as the initiator's gateway counted them
 */
@JsonPropertyOrder({"mode", "mode_reason", "established", "suite", "esp_suite"})
public record DemoReport(
    String mode,
    @JsonProperty("mode_reason") String modeReason,
    boolean established,
    String suite,
    @JsonProperty("esp_suite") String espSuite,
    @JsonProperty("key_exchanges") List<String> keyExchanges,
    @JsonProperty("post_quantum") boolean postQuantum,
    @JsonProperty("handshake_ms") double handshakeMs,
    List<Message> messages,
    PingCount ping,
    @JsonProperty("ping_ipv4") PingCount pingIpv4,
    @JsonProperty("ping_ipv6") PingCount pingIpv6,
    @JsonProperty("tcp_mbit_per_s") double tcpMbitPerS,
    @JsonProperty("tcp_ipv6_mbit_per_s") double tcpIpv6MbitPerS,
    EspCount esp) {

  /**
   * One IKE message.
   *
   * @param exchange its exchange type
   * @param direction {@code sent} or {@code received}, by the initiator
   * @param response whether it is a response
   * @param bytes octets of all its datagrams, from the IKE header on
   * @param datagrams 1, or the number of fragments
   * @param ms when, in milliseconds after the first message
   */
  public record Message(
      String exchange, String direction, boolean response, long bytes, int datagrams, double ms) {}

  /**
   * Echo requests and replies.
   *
   * @param sent requests
   * @param received replies that fit
   */
  public record PingCount(int sent, int received) {
    PingCount plus(PingCount other) {
      return new PingCount(sent + other.sent, received + other.received);
    }
  }

  /**
   * Packets and octets of inner packets.
   *
   * @param packetsOut packets sealed
   * @param packetsIn packets opened and delivered
   * @param bytesOut octets in the former
   * @param bytesIn octets in the latter
   */
  public record EspCount(
      @JsonProperty("packets_out") long packetsOut,
      @JsonProperty("packets_in") long packetsIn,
      @JsonProperty("bytes_out") long bytesOut,
      @JsonProperty("bytes_in") long bytesIn) {}

  /**
   * Whether packets really crossed: every ping answered, and TCP carried both ways of addressing.
   */
  boolean crossed() {
    return established
        && ping.sent() > 0
        && ping.received() == ping.sent()
        && tcpMbitPerS > 0
        && tcpIpv6MbitPerS > 0
        && esp.packetsIn() > 0
        && esp.packetsOut() > 0;
  }
}
