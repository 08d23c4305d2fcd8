package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * An ESP packet.
 *
 * @param from who sends it, on the newest Child SA
 * @param sequence the whole sequence number, 16 hexadecimal digits
 * @param tfcLength length to which the inner packet is padded with zeros (RFC 4303 2.7), 0 for none
 * @param inner the IP packet in the tunnel
 * @param childSa number of the Child SA
 * @param iv initialization vector
 * @param plaintext inner packet, TFC padding, Padding, Pad Length, Next Header
 * @param packet from SPI to ICV; with UDP encapsulation the UDP payload
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "from",
  "sequence",
  "tfcLength",
  "inner",
  "childSa",
  "iv",
  "plaintext",
  "packet"
})
public record EspPacketValue(
    String from,
    String sequence,
    int tfcLength,
    String inner,
    int childSa,
    String iv,
    String plaintext,
    String packet) {

  /** What is yet to be computed is empty. */
  public EspPacketValue {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(sequence, "sequence");
    Objects.requireNonNull(inner, "inner");
    iv = Lists.text(iv);
    plaintext = Lists.text(plaintext);
    packet = Lists.text(packet);
  }
}
