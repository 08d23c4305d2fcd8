package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;

/**
 * Encodes messages. The same message gives the same octets, and the result keeps them with the
 * place of every payload, so that nobody needs to encode anything again to sign it.
 */
public final class MessageEncoder {
  private static final int CRITICAL_BIT = 0x80;
  private static final int MAX_MESSAGE_SIZE = 0xffff;

  private MessageEncoder() {}

  /** Where a payload was written. */
  private record Place(Payload payload, int offset, int size) {}

  /**
   * A message in clear: IKE_SA_INIT, or an answer outside any IKE SA.
   *
   * @param header Next Payload and Length are filled in, whatever they are
   * @param payloads in order, at least one (RFC 7296 3.1)
   * @throws IllegalArgumentException if there is no payload, or if a payload or the message is
   *     longer than 65535 octets
   */
  @Clause("rfc7296:3.1")
  public static Message encodeClear(IkeHeader header, List<Payload> payloads) {
    if (payloads.isEmpty()) {
      throw new IllegalArgumentException(header.describe() + " in clear without payloads");
    }
    OctetWriter out = new OctetWriter();
    header.with(payloads.getFirst().type(), 0).write(out);
    List<Place> places = writeChain(payloads, PayloadType.NO_NEXT_PAYLOAD, out);
    Octets octets = finish(header, out);
    return Message.ofClear(IkeHeader.read(octets), placed(places, octets), octets);
  }

  /**
   * A message with an Encrypted payload, before encryption and fragmentation; {@link Framing} makes
   * datagrams of it.
   *
   * @param header Next Payload and Length are filled in, whatever they are
   * @param clear the payloads before the Encrypted payload, in order; mostly none
   * @param inner the payloads inside it, in order; may be empty
   * @throws IllegalArgumentException if a payload is, or the contents of the Encrypted payload are,
   *     longer than its length field allows (65531 octets inside, RFC 9242 3.3.2), or the message
   *     longer than 65535 octets
   */
  @Clause("rfc7296:3.14")
  public static Message encodeProtected(
      IkeHeader header, List<Payload> clear, List<Payload> inner) {
    OctetWriter out = new OctetWriter();
    header.with(firstOf(clear, PayloadType.SK), 0).write(out);
    List<Place> clearPlaces = writeChain(clear, PayloadType.SK, out);
    // = rfc7296:3.1/1, rfc7296:3.14/1
    int skAt = out.size();
    writeGenericHeader(firstOf(inner, PayloadType.NO_NEXT_PAYLOAD), false, out);
    int preambleSize = out.size();
    List<Place> innerPlaces = writeChain(inner, PayloadType.NO_NEXT_PAYLOAD, out);
    patchPayloadLength("Encrypted payload of " + header.describe(), skAt, out);
    Octets octets = finish(header, out);
    return Message.ofProtected(
        IkeHeader.read(octets),
        placed(clearPlaces, octets),
        placed(innerPlaces, octets),
        preambleSize,
        octets);
  }

  /**
   * The length of a payload in octets, generic header included.
   *
   * @throws IllegalArgumentException if it is longer than 65535 octets
   */
  public static int sizeOf(Payload payload) {
    OctetWriter out = new OctetWriter();
    writeChain(List.of(payload), PayloadType.NO_NEXT_PAYLOAD, out);
    return out.size();
  }

  private static PayloadType firstOf(List<Payload> payloads, PayloadType otherwise) {
    return payloads.isEmpty() ? otherwise : payloads.getFirst().type();
  }

  /** Writes payloads of which the last announces the type {@code after}. */
  private static List<Place> writeChain(
      List<Payload> payloads, PayloadType after, OctetWriter out) {
    List<Place> places = new ArrayList<>(payloads.size());
    for (int i = 0; i < payloads.size(); i++) {
      Payload payload = payloads.get(i);
      int offset = out.size();
      // = rfc7296:3.2
      // None of the payloads that we know is critical.
      // = rfc7296:3.2/4, rfc7296:3.2/1, rfc7296:3.12/2, rfc7296:2.5/10
      boolean critical = payload instanceof UnknownPayload unknown && unknown.critical();
      writeGenericHeader(
          i + 1 < payloads.size() ? payloads.get(i + 1).type() : after, critical, out);
      PayloadEncoder.write(payload, out);
      patchPayloadLength(payload.type() + " payload", offset, out);
      places.add(new Place(payload, offset, out.size() - offset));
    }
    return places;
  }

  private static void writeGenericHeader(PayloadType next, boolean critical, OctetWriter out) {
    out.u8(next.value());
    // = rfc7296:3.2/6
    out.u8(critical ? CRITICAL_BIT : 0);
    out.u16(0);
  }

  private static void patchPayloadLength(String what, int offset, OctetWriter out) {
    int size = out.size() - offset;
    if (size > Payload.HEADER_SIZE + Payload.MAX_BODY_SIZE) {
      throw new IllegalArgumentException(
          what + " of " + size + " octets, more than its length field can tell");
    }
    out.patchU16(offset + 2, size);
  }

  private static Octets finish(IkeHeader header, OctetWriter out) {
    if (out.size() > MAX_MESSAGE_SIZE) {
      throw new IllegalArgumentException(
          header.describe() + " of " + out.size() + " octets, more than " + MAX_MESSAGE_SIZE);
    }
    out.patchU32(IkeHeader.LENGTH_OFFSET, out.size());
    return out.toOctets();
  }

  private static List<PlacedPayload> placed(List<Place> places, Octets octets) {
    return places.stream()
        .map(place ->
            new PlacedPayload(
                place.payload(),
                place.payload() instanceof UnknownPayload unknown && unknown.critical(),
                place.offset(),
                octets.slice(place.offset(), place.size())))
        .toList();
  }
}
