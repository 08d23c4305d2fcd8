package org.yett.ike.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.yett.spec.iana.ProtocolId;

/**
 * A proposal of an SA payload (RFC 7296 3.3.1).
 *
 * @param number 1 to 255
 * @param protocol the protocol of the SA
 * @param spi the sender's SPI: empty for the first IKE SA, 8 octets for a rekeyed one, 4 for ESP
 *     and AH
 * @param transforms at least one, at most 255
 */
public record Proposal(int number, ProtocolId protocol, Octets spi, List<Transform> transforms) {

  /** Refuses what the fields cannot hold. */
  public Proposal {
    transforms = List.copyOf(transforms);
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("a proposal number has 8 bits, unlike " + number);
    }
    if (spi.size() > 255) {
      throw new IllegalArgumentException("an SPI of " + spi.size() + " octets");
    }
    if (transforms.isEmpty() || transforms.size() > 255) {
      throw new IllegalArgumentException(
          "a proposal has 1 to 255 transforms, not " + transforms.size());
    }
  }

  /** For example {@code ESP#1 ENCR=ENCR_AES_GCM_16-256/SN=32-bit Sequential Numbers}. */
  public String describe() {
    return protocol
        + "#"
        + number
        + transforms.stream()
            .map(transform -> transform.type() + "=" + transform.describe())
            .collect(Collectors.joining("/", " ", ""));
  }
}
