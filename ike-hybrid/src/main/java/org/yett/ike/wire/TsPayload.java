package org.yett.ike.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.yett.spec.iana.PayloadType;

/**
 * TSi or TSr (RFC 7296 3.13).
 *
 * @param side TSi or TSr
 * @param selectors 1 to 255
 */
public record TsPayload(Side side, List<Selector> selectors) implements Payload {

  /** Refuses what the count cannot hold. */
  public TsPayload {
    selectors = List.copyOf(selectors);
    if (selectors.isEmpty() || selectors.size() > 255) {
      throw new IllegalArgumentException(
          "a TS payload has 1 to 255 selectors, not " + selectors.size());
    }
  }

  @Override
  public PayloadType type() {
    return side == Side.INITIATOR ? PayloadType.TS_I : PayloadType.TS_R;
  }

  /** For example {@code TSi(10.1.0.0-10.1.0.255, 10.1.0.7[UDP/500])}. */
  @Override
  public String describe() {
    return selectors.stream()
        .map(Selector::describe)
        .collect(Collectors.joining(", ", type() + "(", ")"));
  }
}
