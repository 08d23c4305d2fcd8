package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * One direction of a Child SA.
 *
 * @param number from 1
 * @param from who sends on it
 * @param spi chosen by the receiver, 4 octets
 * @param suite the ESP suite, as a proposal string
 * @param encr Transform Type 1
 * @param keyBits Key Length attribute, 0 if the algorithm has none
 * @param integ Transform Type 3, 0 for none
 * @param esn whether sequence numbers have 64 bits
 * @param encapsulation {@code ip}, or {@code udp} for UDP port 4500
 * @param encryptionKey key, and salt if any
 * @param integrityKey key of the separate integrity algorithm, or empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "number",
  "from",
  "spi",
  "suite",
  "encr",
  "keyBits",
  "integ",
  "esn",
  "encapsulation",
  "encryptionKey",
  "integrityKey"
})
public record ChildSaValue(
    int number,
    String from,
    String spi,
    String suite,
    int encr,
    int keyBits,
    int integ,
    boolean esn,
    String encapsulation,
    String encryptionKey,
    String integrityKey) {

  /** An absent key is empty. */
  public ChildSaValue {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(spi, "spi");
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(encapsulation, "encapsulation");
    encryptionKey = Lists.text(encryptionKey);
    integrityKey = Lists.text(integrityKey);
  }
}
