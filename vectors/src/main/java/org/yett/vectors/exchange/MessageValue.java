package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;

/**
 * An IKE message in plain.
 *
 * @param number from 1
 * @param from who sent it
 * @param exchange Exchange Type
 * @param response whether the R flag is set
 * @param messageId Message ID
 * @param spis SPIi and SPIr of its header
 * @param generation of a protected message: which generation of its IKE SA's keys protects it, from
 *     0; -1 of a message in clear
 * @param parts the datagrams that carry it
 * @param plain of a message in clear its octets; of a protected one the octets to the end of the
 *     Encrypted payload's generic header, and behind it the inner payloads, both lengths to match
 *     (as RFC 9242 3.3.2 takes them)
 * @param preamble of a protected message: how many of these octets come before the inner payloads
 * @param payloads where they are in {@code plain}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "number",
  "from",
  "exchange",
  "response",
  "messageId",
  "spis",
  "generation",
  "parts",
  "plain",
  "preamble",
  "payloads"
})
public record MessageValue(
    int number,
    String from,
    int exchange,
    boolean response,
    long messageId,
    String spis,
    int generation,
    List<Part> parts,
    String plain,
    int preamble,
    List<PayloadValue> payloads) {

  /** Absent lists are empty. */
  public MessageValue {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(spis, "spis");
    Objects.requireNonNull(plain, "plain");
    parts = Lists.of(parts);
    payloads = Lists.of(payloads);
  }

  /**
   * A datagram of a message.
   *
   * @param datagram its number
   * @param iv initialization vector; empty if in clear
   * @param plaintext of a fragment: its share of the inner payloads
   * @param padding between plaintext and Pad Length
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonPropertyOrder({"datagram", "iv", "plaintext", "padding"})
  public record Part(int datagram, String iv, String plaintext, String padding) {

    /** Absent octets are empty. */
    public Part {
      iv = Lists.text(iv);
      plaintext = Lists.text(plaintext);
      padding = Lists.text(padding);
    }
  }

  /**
   * A payload.
   *
   * @param type of the IANA registry of payloads
   * @param name its notation in RFC 7296, with what it says in brief
   * @param offset of its generic header in {@code plain}
   * @param length with its generic header
   */
  @JsonPropertyOrder({"type", "name", "offset", "length"})
  public record PayloadValue(int type, String name, int offset, int length) {}
}
