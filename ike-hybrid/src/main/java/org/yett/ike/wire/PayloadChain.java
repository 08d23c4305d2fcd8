package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;

/**
 * The chain of generic payload headers (RFC 7296 3.2), walked before any payload is decoded.
 *
 * @param slots the payloads up to the end or to the error; an encrypted one is the last
 * @param error what broke the chain
 */
record PayloadChain(List<Slot> slots, Optional<WireError> error) {

  /**
   * A payload in the chain.
   *
   * @param type the type that the field before it gave
   * @param next its own Next Payload field
   * @param critical its critical bit
   * @param offset where it starts
   * @param size its length, generic header included
   */
  record Slot(PayloadType type, PayloadType next, boolean critical, int offset, int size) {
    boolean isEncrypted() {
      return type.equals(PayloadType.SK) || type.equals(PayloadType.SKF);
    }
  }

  private static final int CRITICAL_BIT = 0x80;

  /**
   * Walks from this offset to the end of the octets.
   *
   * @param first the type of the first payload
   */
  @Clause("rfc7296:3.2")
  static PayloadChain walk(Octets octets, int from, PayloadType first, int maxPayloads) {
    List<Slot> slots = new ArrayList<>();
    try {
      int at = from;
      PayloadType type = first;
      while (!type.equals(PayloadType.NO_NEXT_PAYLOAD)) {
        if (slots.size() == maxPayloads) {
          throw new MalformedException(
              Offence.TOO_MANY_PAYLOADS, at, "more than " + maxPayloads + " payloads");
        }
        Slot slot = slot(octets, at, type);
        slots.add(slot);
        at += slot.size();
        if (slot.isEncrypted()) {
          // Its Next Payload field names the first payload inside, and nothing may come after it.
          return new PayloadChain(List.copyOf(slots), Optional.empty());
        }
        type = slot.next();
      }
      if (at != octets.size()) {
        throw new MalformedException(
            Offence.TRAILING_OCTETS, at, octets.size() - at + " octets after the last payload");
      }
      return new PayloadChain(List.copyOf(slots), Optional.empty());
    } catch (MalformedException malformed) {
      return new PayloadChain(List.copyOf(slots), Optional.of(malformed.error()));
    }
  }

  private static Slot slot(Octets octets, int at, PayloadType type) throws MalformedException {
    int left = octets.size() - at;
    if (left < Payload.HEADER_SIZE) {
      throw new MalformedException(
          Offence.TRUNCATED_PAYLOAD_HEADER,
          at,
          left + " octets for the header of " + type + ", not 4");
    }
    int size = octets.u16(at + 2);
    if (size < Payload.HEADER_SIZE) {
      throw new MalformedException(
          Offence.PAYLOAD_LENGTH_TOO_SMALL, at + 2, "length " + size + " of " + type);
    }
    if (size > left) {
      throw new MalformedException(
          Offence.PAYLOAD_LENGTH_TOO_LARGE,
          at + 2,
          "length " + size + " of " + type + " where " + left + " octets are left");
    }
    return new Slot(
        // = rfc7296:3.2/6
        type, PayloadType.of(octets.u8(at)), (octets.u8(at + 1) & CRITICAL_BIT) != 0, at, size);
  }
}
