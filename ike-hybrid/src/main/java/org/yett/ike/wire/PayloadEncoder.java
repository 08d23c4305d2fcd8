package org.yett.ike.wire;

import org.yett.spec.Clause;
import org.yett.spec.iana.ProtocolId;

/** Writes the bodies of payloads; reserved fields are zero. */
final class PayloadEncoder {
  private static final int MORE_PROPOSALS = 2;
  private static final int MORE_TRANSFORMS = 3;
  private static final int FIXED_FORMAT_BIT = 0x8000;

  private PayloadEncoder() {}

  static void write(Payload payload, OctetWriter out) {
    switch (payload) {
      case SaPayload sa -> sa(sa, out);
      case KePayload(var method, var data) -> {
        out.u16(method.value());
        out.u16(0);
        out.octets(data);
      }
      case IdPayload id -> {
        out.u8(id.idType().value());
        // = rfc7296:3.5/1
        reserved(out, 3);
        out.octets(id.data());
      }
      case CertPayload(var encoding, var data) -> {
        out.u8(encoding.value());
        out.octets(data);
      }
      case CertReqPayload(var encoding, var authority) -> {
        out.u8(encoding.value());
        out.octets(authority);
      }
      case AuthPayload(var method, var data) -> {
        out.u8(method.value());
        // = rfc7296:3.8/2
        reserved(out, 3);
        out.octets(data);
      }
      case NoncePayload(var data) -> out.octets(data);
      case NotifyPayload notify -> {
        out.u8(notify.protocol().value());
        out.u8(notify.spi().size());
        out.u16(notify.notifyType().value());
        out.octets(notify.spi());
        out.octets(notify.data());
      }
      case DeletePayload(var protocol, var spis) -> {
        out.u8(protocol.value());
        // = rfc7296:3.11/3
        out.u8(protocol.equals(ProtocolId.IKE) ? 0 : DeletePayload.CHILD_SPI_SIZE);
        out.u16(spis.size());
        spis.forEach(out::octets);
      }
      case VendorIdPayload(var vendorId) -> out.octets(vendorId);
      case TsPayload ts -> ts(ts, out);
      case CpPayload cp -> cp(cp, out);
      case EapPayload(var message) -> out.octets(message);
      case PsPayload(var data) -> out.octets(data);
      case UnknownPayload unknown -> out.octets(unknown.body());
    }
  }

  @Clause("rfc7296:2.5/6")
  private static void reserved(OctetWriter out, int octets) {
    for (int i = 0; i < octets; i++) {
      out.u8(0);
    }
  }

  @Clause("rfc7296:3.3")
  private static void sa(SaPayload sa, OctetWriter out) {
    for (int p = 0; p < sa.proposals().size(); p++) {
      Proposal proposal = sa.proposals().get(p);
      int start = out.size();
      out.u8(p == sa.proposals().size() - 1 ? 0 : MORE_PROPOSALS);
      // = rfc7296:3.3.1/1
      reserved(out, 1);
      out.u16(0);
      out.u8(proposal.number());
      out.u8(proposal.protocol().value());
      out.u8(proposal.spi().size());
      out.u8(proposal.transforms().size());
      out.octets(proposal.spi());
      for (int i = 0; i < proposal.transforms().size(); i++) {
        transform(proposal.transforms().get(i), i == proposal.transforms().size() - 1, out);
      }
      out.patchU16(start + 2, out.size() - start);
    }
  }

  @Clause("rfc7296:3.3.2/1")
  private static void transform(Transform transform, boolean last, OctetWriter out) {
    int start = out.size();
    out.u8(last ? 0 : MORE_TRANSFORMS);
    reserved(out, 1);
    out.u16(0);
    out.u8(transform.type().value());
    reserved(out, 1);
    out.u16(transform.id().value());
    for (TransformAttribute attribute : transform.attributes()) {
      switch (attribute) {
        // = rfc7296:3.3.5/1
        case TransformAttribute.Fixed(var type, int value) -> {
          out.u16(type.value() | FIXED_FORMAT_BIT);
          out.u16(value);
        }
        // = rfc7296:3.3.5/2
        case TransformAttribute.Variable(var type, var value) -> {
          out.u16(type.value());
          writeSize(value, out);
          out.octets(value);
        }
      }
    }
    out.patchU16(start + 2, out.size() - start);
  }

  private static void writeSize(Octets value, OctetWriter out) {
    if (value.size() > 0xffff) {
      throw new IllegalArgumentException("an attribute of " + value.size() + " octets");
    }
    out.u16(value.size());
  }

  @Clause("rfc7296:3.13")
  private static void ts(TsPayload ts, OctetWriter out) {
    out.u8(ts.selectors().size());
    // = rfc7296:3.13/1
    reserved(out, 3);
    for (Selector selector : ts.selectors()) {
      int start = out.size();
      out.u8(selector.type().value());
      switch (selector) {
        case Selector.Range range -> {
          out.u8(range.protocol().value());
          out.u16(0);
          out.u16(range.startPort());
          out.u16(range.endPort());
          out.octets(range.start());
          out.octets(range.end());
        }
        case Selector.Unknown unknown -> {
          out.u8(unknown.secondOctet());
          out.u16(0);
          out.octets(unknown.data());
        }
      }
      out.patchU16(start + 2, out.size() - start);
    }
  }

  @Clause("rfc7296:3.15/1")
  private static void cp(CpPayload cp, OctetWriter out) {
    out.u8(cp.configurationType().value());
    reserved(out, 3);
    for (ConfigurationAttribute attribute : cp.attributes()) {
      out.u16(attribute.type().value());
      writeSize(attribute.value(), out);
      out.octets(attribute.value());
    }
  }
}
