package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import org.yett.spec.Clause;
import org.yett.spec.iana.IpProtocol;
import org.yett.spec.iana.TrafficSelectorType;

/** Decodes TS payloads (RFC 7296 3.13). */
final class TsDecoder {
  private static final int SELECTOR_HEADER_SIZE = 4;
  private static final int PORTS_SIZE = 4;

  private TsDecoder() {}

  @Clause("rfc7296:3.13")
  static TsPayload decode(Side side, Octets body, int at) throws MalformedException {
    if (body.size() < 4) {
      throw new MalformedException(
          Offence.TRUNCATED_TS, at, "a body of " + body.size() + " octets, not of 4 or more");
    }
    int count = body.u8(0);
    List<Selector> selectors = new ArrayList<>();
    int from = 4;
    while (from < body.size() && selectors.size() < count) {
      int left = body.size() - from;
      int size = left < SELECTOR_HEADER_SIZE ? 0 : body.u16(from + 2);
      if (size < SELECTOR_HEADER_SIZE || size > left) {
        throw new MalformedException(
            Offence.TS_LENGTH,
            at + from,
            "a selector of " + size + " octets where " + left + " are left");
      }
      selectors.add(selector(body.slice(from, size), at + from));
      from += size;
    }
    if (count == 0 || selectors.size() != count || from != body.size()) {
      throw new MalformedException(
          Offence.TS_COUNT,
          at,
          "Number of TSs is "
              + count
              + ", and there are "
              + selectors.size()
              + " with "
              + (body.size() - from)
              + " octets after them");
    }
    return new TsPayload(side, selectors);
  }

  @Clause("rfc7296:3.13.1")
  private static Selector selector(Octets octets, int at) throws MalformedException {
    TrafficSelectorType type = TrafficSelectorType.of(octets.u8(0));
    int addressSize;
    if (type.equals(TrafficSelectorType.IPV4_ADDR_RANGE)) {
      addressSize = 4;
    } else if (type.equals(TrafficSelectorType.IPV6_ADDR_RANGE)) {
      addressSize = 16;
    } else {
      return new Selector.Unknown(type, octets.u8(1), octets.from(SELECTOR_HEADER_SIZE));
    }
    int addressesAt = SELECTOR_HEADER_SIZE + PORTS_SIZE;
    if (octets.size() != addressesAt + 2 * addressSize) {
      throw new MalformedException(
          Offence.TS_LENGTH, at + 2, type + " of " + octets.size() + " octets");
    }
    Selector.Range range =
        new Selector.Range(
            IpProtocol.of(octets.u8(1)),
            octets.u16(4),
            octets.u16(6),
            octets.slice(addressesAt, addressSize),
            octets.slice(addressesAt + addressSize, addressSize));
    if (range.startPort() > range.endPort() && !range.isOpaque()) {
      throw new MalformedException(
          Offence.TS_PORT_ORDER, at + 4, "ports " + range.startPort() + " to " + range.endPort());
    }
    if (range.start().compareUnsigned(range.end()) > 0) {
      throw new MalformedException(
          Offence.TS_ADDRESS_ORDER, at + addressesAt, "addresses " + range.describe());
    }
    return range;
  }
}
