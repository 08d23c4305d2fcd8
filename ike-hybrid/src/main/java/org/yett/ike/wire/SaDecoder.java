package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import org.yett.spec.Clause;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/**
 * Decodes SA payloads (RFC 7296 3.3). Whether a proposal is acceptable is not judged here: unknown
 * protocols, transform types, transforms and attributes are kept (RFC 7296 3.3.6).
 */
final class SaDecoder {
  private static final int PROPOSAL_HEADER_SIZE = 8;
  private static final int TRANSFORM_HEADER_SIZE = 8;
  private static final int ATTRIBUTE_HEADER_SIZE = 4;
  private static final int MORE_PROPOSALS = 2;
  private static final int MORE_TRANSFORMS = 3;
  private static final int LAST = 0;
  private static final int FIXED_FORMAT_BIT = 0x8000;

  private final Octets body;
  private final int at;
  private final DecodeLimits limits;
  private int partsSoFar;

  private SaDecoder(Octets body, int at, DecodeLimits limits) {
    this.body = body;
    this.at = at;
    this.limits = limits;
  }

  static SaPayload decode(Octets body, int at, DecodeLimits limits) throws MalformedException {
    return new SaDecoder(body, at, limits).payload();
  }

  private MalformedException malformed(Offence offence, int offset, String detail) {
    return new MalformedException(offence, at + offset, detail);
  }

  @Clause("rfc7296:3.3/4")
  private SaPayload payload() throws MalformedException {
    if (body.isEmpty()) {
      throw malformed(Offence.SA_WITHOUT_PROPOSAL, 0, "no proposal");
    }
    List<Proposal> proposals = new ArrayList<>();
    int from = 0;
    while (from < body.size()) {
      if (proposals.size() == limits.proposals()) {
        throw malformed(Offence.SA_TOO_LARGE, from, "more than " + proposals.size() + " proposals");
      }
      int left = body.size() - from;
      int size = left < PROPOSAL_HEADER_SIZE ? 0 : body.u16(from + 2);
      if (size < PROPOSAL_HEADER_SIZE || size > left) {
        throw malformed(
            Offence.PROPOSAL_LENGTH,
            from,
            "a proposal of " + size + " octets where " + left + " are left");
      }
      int last = body.u8(from);
      if (last != (size == left ? LAST : MORE_PROPOSALS)) {
        throw malformed(
            Offence.PROPOSAL_LAST_SUBSTRUC,
            from,
            last + " with " + (left - size) + " octets after the proposal");
      }
      proposals.add(proposal(from, size));
      from += size;
    }
    checkNumbers(proposals);
    return new SaPayload(proposals);
  }

  @Clause("rfc7296:3.3/5")
  @Clause("rfc7296:3.3.1/2")
  private void checkNumbers(List<Proposal> proposals) throws MalformedException {
    // A single one may be the answer to any of several; of a request, that is checked further out.
    for (int i = 0; i < proposals.size() && proposals.size() > 1; i++) {
      if (proposals.get(i).number() != i + 1) {
        throw malformed(
            Offence.PROPOSAL_NUMBER,
            0,
            "proposal " + (i + 1) + " has the number " + proposals.get(i).number());
      }
    }
  }

  private Proposal proposal(int from, int size) throws MalformedException {
    int number = body.u8(from + 4);
    ProtocolId protocol = ProtocolId.of(body.u8(from + 5));
    int spiSize = body.u8(from + 6);
    int count = body.u8(from + 7);
    if (!spiSizeFits(protocol, spiSize)) {
      throw malformed(
          Offence.PROPOSAL_SPI_SIZE, from + 6, "an SPI of " + spiSize + " octets for " + protocol);
    }
    if (PROPOSAL_HEADER_SIZE + spiSize > size) {
      throw malformed(
          Offence.PROPOSAL_LENGTH,
          from + 2,
          "a proposal of " + size + " octets with an SPI of " + spiSize);
    }
    Octets spi = body.slice(from + PROPOSAL_HEADER_SIZE, spiSize);
    int transformsFrom = from + PROPOSAL_HEADER_SIZE + spiSize;
    List<Transform> transforms = transforms(transformsFrom, from + size);
    if (count == 0 || transforms.size() != count) {
      throw malformed(
          Offence.TRANSFORM_COUNT,
          from + 7,
          "Num Transforms is " + count + ", and there are " + transforms.size());
    }
    return new Proposal(number, protocol, spi, transforms);
  }

  private static boolean spiSizeFits(ProtocolId protocol, int size) {
    if (protocol.equals(ProtocolId.IKE)) {
      return size == 0 || size == IkeSpi.SIZE;
    }
    boolean child = protocol.equals(ProtocolId.ESP) || protocol.equals(ProtocolId.AH);
    return !child || size == DeletePayload.CHILD_SPI_SIZE;
  }

  @Clause("rfc7296:3.3.2")
  private List<Transform> transforms(int start, int end) throws MalformedException {
    List<Transform> transforms = new ArrayList<>();
    int from = start;
    while (from < end) {
      countPart(from);
      int left = end - from;
      int size = left < TRANSFORM_HEADER_SIZE ? 0 : body.u16(from + 2);
      if (size < TRANSFORM_HEADER_SIZE || size > left) {
        throw malformed(
            Offence.TRANSFORM_LENGTH,
            from,
            "a transform of " + size + " octets where " + left + " are left");
      }
      int last = body.u8(from);
      if (last != (size == left ? LAST : MORE_TRANSFORMS)) {
        throw malformed(
            Offence.TRANSFORM_LAST_SUBSTRUC,
            from,
            last + " with " + (left - size) + " octets after the transform");
      }
      TransformType type = TransformType.of(body.u8(from + 4));
      TransformId id = TransformId.of(type, body.u16(from + 6));
      transforms.add(
          new Transform(type, id, attributes(from + TRANSFORM_HEADER_SIZE, from + size)));
      from += size;
    }
    return transforms;
  }

  private void countPart(int from) throws MalformedException {
    if (partsSoFar++ == limits.transforms()) {
      throw malformed(
          Offence.SA_TOO_LARGE,
          from,
          "more than " + limits.transforms() + " transforms and attributes");
    }
  }

  @Clause("rfc7296:3.3.5")
  private List<TransformAttribute> attributes(int start, int end) throws MalformedException {
    List<TransformAttribute> attributes = new ArrayList<>();
    int from = start;
    while (from < end) {
      countPart(from);
      int left = end - from;
      if (left < ATTRIBUTE_HEADER_SIZE) {
        throw malformed(
            Offence.TRANSFORM_ATTRIBUTE_LENGTH, from, left + " octets for an attribute, not 4");
      }
      int format = body.u16(from);
      TransformAttributeType type = TransformAttributeType.of(format & ~FIXED_FORMAT_BIT);
      int value = body.u16(from + 2);
      from += ATTRIBUTE_HEADER_SIZE;
      if ((format & FIXED_FORMAT_BIT) != 0) {
        attributes.add(new TransformAttribute.Fixed(type, value));
      } else {
        if (value > end - from) {
          throw malformed(
              Offence.TRANSFORM_ATTRIBUTE_LENGTH,
              from - 2,
              "an attribute value of " + value + " octets where " + (end - from) + " are left");
        }
        attributes.add(new TransformAttribute.Variable(type, body.slice(from, value)));
        from += value;
      }
    }
    return attributes;
  }
}
