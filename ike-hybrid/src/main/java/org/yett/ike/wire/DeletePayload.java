package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;

/**
 * D (RFC 7296 3.11).
 *
 * @param protocol IKE, AH or ESP
 * @param spis none for the IKE SA; for Child SAs the SPIs of 4 octets that the sender expects in
 *     packets that it receives
 */
public record DeletePayload(ProtocolId protocol, List<Octets> spis) implements Payload {

  /** Length of the SPI of a Child SA in octets. */
  public static final int CHILD_SPI_SIZE = 4;

  /** Refuses what cannot be encoded: SPIs for the IKE SA, or any of another size for a Child SA. */
  public DeletePayload {
    spis = List.copyOf(spis);
    if (protocol.equals(ProtocolId.IKE) && !spis.isEmpty()) {
      throw new IllegalArgumentException("a Delete payload for the IKE SA has no SPI");
    }
    for (Octets spi : spis) {
      if (spi.size() != CHILD_SPI_SIZE) {
        throw new IllegalArgumentException("the SPI of a Child SA has 4 octets, not " + spi.size());
      }
    }
  }

  /** Deletes the IKE SA that carries it. */
  @Clause("rfc7296:3.11/x1")
  public static DeletePayload ikeSa() {
    return new DeletePayload(ProtocolId.IKE, List.of());
  }

  /**
   * Deletes Child SAs.
   *
   * @param protocol ESP or AH
   * @param spis our inbound SPIs
   */
  @Clause("rfc7296:3.11/1")
  @Clause("rfc7296:3.11/2")
  public static DeletePayload childSas(ProtocolId protocol, int... spis) {
    return new DeletePayload(protocol, Arrays.stream(spis).mapToObj(Octets::ofInt).toList());
  }

  /** Whether the IKE SA is meant. */
  public boolean isIkeSa() {
    return protocol.equals(ProtocolId.IKE);
  }

  /** The SPIs of Child SAs as numbers. */
  public List<Integer> childSpis() {
    List<Integer> numbers = new ArrayList<>();
    for (Octets spi : spis) {
      numbers.add((int) spi.u32(0));
    }
    return List.copyOf(numbers);
  }

  @Override
  public PayloadType type() {
    return PayloadType.DELETE;
  }

  /** For example {@code D(IKE)} or {@code D(ESP c0ffee01 c0ffee02)}. */
  @Override
  public String describe() {
    return spis.stream()
        .map(spi -> " " + spi.hex())
        .collect(Collectors.joining("", "D(" + protocol, ")"));
  }
}
