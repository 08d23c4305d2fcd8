package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.ConfigurationAttributeType;
import org.yett.spec.iana.ConfigurationType;
import org.yett.spec.iana.IdType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;

/** Decodes the bodies of payloads other than SA and TS, which have classes of their own. */
final class PayloadDecoder {

  /** Decodes a body that starts at this octet of the message. */
  private interface BodyDecoder {
    Payload decode(Octets body, int at, DecodeLimits limits) throws MalformedException;
  }

  private static final Map<PayloadType, BodyDecoder> DECODERS =
      Map.ofEntries(
          Map.entry(PayloadType.SA, SaDecoder::decode),
          Map.entry(PayloadType.KE, (body, at, _) -> ke(body, at)),
          Map.entry(PayloadType.ID_I, (body, at, _) -> id(Side.INITIATOR, body, at)),
          Map.entry(PayloadType.ID_R, (body, at, _) -> id(Side.RESPONDER, body, at)),
          Map.entry(PayloadType.CERT, (body, at, _) -> cert(body, at)),
          Map.entry(PayloadType.CERTREQ, (body, at, _) -> certReq(body, at)),
          Map.entry(PayloadType.AUTH, (body, at, _) -> auth(body, at)),
          Map.entry(PayloadType.NONCE, (body, at, _) -> nonce(body, at)),
          Map.entry(PayloadType.NOTIFY, (body, at, _) -> notify(body, at)),
          Map.entry(PayloadType.DELETE, (body, at, _) -> delete(body, at)),
          Map.entry(PayloadType.VENDOR_ID, (body, _, _) -> new VendorIdPayload(body)),
          Map.entry(PayloadType.TS_I, (body, at, _) -> TsDecoder.decode(Side.INITIATOR, body, at)),
          Map.entry(PayloadType.TS_R, (body, at, _) -> TsDecoder.decode(Side.RESPONDER, body, at)),
          Map.entry(PayloadType.CP, PayloadDecoder::cp),
          Map.entry(PayloadType.EAP, (body, at, _) -> eap(body, at)),
          Map.entry(PayloadType.PS, (body, at, _) -> ps(body, at)));

  private PayloadDecoder() {}

  /**
   * Decodes one body.
   *
   * @param slot the payload's place in the chain
   * @param body what follows its generic header
   */
  static Payload decode(PayloadChain.Slot slot, Octets body, DecodeLimits limits)
      throws MalformedException {
    BodyDecoder decoder = DECODERS.get(slot.type());
    // = rfc7296:3.2/3, rfc7296:3.2/5
    if (decoder != null) {
      return decoder.decode(body, slot.offset() + Payload.HEADER_SIZE, limits);
    }
    // = rfc7296:3.1/1
    if (slot.isEncrypted()) {
      throw new MalformedException(
          Offence.NESTED_ENCRYPTED_PAYLOAD,
          slot.offset(),
          slot.type() + " inside an encrypted payload");
    }
    return unknown(slot, body);
  }

  @Clause("rfc7296:2.5/7")
  @Clause("rfc7296:2.5/8")
  @Clause("rfc7296:2.5/9")
  @Clause("rfc7296:2.5/x1")
  @Clause("rfc7296:4/1")
  @Clause("rfc7296:4/2")
  private static Payload unknown(PayloadChain.Slot slot, Octets body) throws MalformedException {
    if (slot.critical()) {
      throw new MalformedException(
          new WireError(
              Offence.UNKNOWN_CRITICAL_PAYLOAD,
              slot.offset(),
              "critical payload of type " + slot.type(),
              Octets.wrap(new byte[] {(byte) slot.type().value()})));
    }
    return new UnknownPayload(slot.type(), false, body);
  }

  private static void require(Octets body, int size, Offence offence, int at)
      throws MalformedException {
    if (body.size() < size) {
      throw new MalformedException(
          offence, at, "a body of " + body.size() + " octets, not of " + size + " or more");
    }
  }

  private static Payload ke(Octets body, int at) throws MalformedException {
    require(body, 4, Offence.TRUNCATED_KE, at);
    return new KePayload(KeyExchangeMethod.of(body.u16(0)), body.from(4));
  }

  private static Payload id(Side side, Octets body, int at) throws MalformedException {
    require(body, 4, Offence.TRUNCATED_ID, at);
    IdType type = IdType.of(body.u8(0));
    Octets data = body.from(4);
    if ((type.equals(IdType.IPV4_ADDR) && data.size() != 4)
        || (type.equals(IdType.IPV6_ADDR) && data.size() != 16)) {
      throw new MalformedException(
          Offence.ID_ADDRESS_LENGTH, at + 4, type + " of " + data.size() + " octets");
    }
    return new IdPayload(side, type, data);
  }

  private static Payload cert(Octets body, int at) throws MalformedException {
    require(body, 1, Offence.TRUNCATED_CERT, at);
    return new CertPayload(CertificateEncoding.of(body.u8(0)), body.from(1));
  }

  private static Payload certReq(Octets body, int at) throws MalformedException {
    require(body, 1, Offence.TRUNCATED_CERTREQ, at);
    CertificateEncoding encoding = CertificateEncoding.of(body.u8(0));
    Octets authority = body.from(1);
    if (CertReqPayload.hasHashes(encoding) && authority.size() % CertReqPayload.HASH_SIZE != 0) {
      throw new MalformedException(
          Offence.CERTREQ_HASH_LENGTH,
          at + 1,
          authority.size() + " octets of SHA-1 hashes, which have 20 each");
    }
    return new CertReqPayload(encoding, authority);
  }

  private static Payload auth(Octets body, int at) throws MalformedException {
    require(body, 4, Offence.TRUNCATED_AUTH, at);
    return new AuthPayload(AuthMethod.of(body.u8(0)), body.from(4));
  }

  @Clause("rfc7296:3.9/1")
  private static Payload nonce(Octets body, int at) throws MalformedException {
    if (body.size() < NoncePayload.MIN_SIZE || body.size() > NoncePayload.MAX_SIZE) {
      throw new MalformedException(
          Offence.NONCE_LENGTH, at, body.size() + " octets, not 16 to 256");
    }
    return new NoncePayload(body);
  }

  @Clause("rfc7296:3.10")
  private static Payload notify(Octets body, int at) throws MalformedException {
    require(body, 4, Offence.TRUNCATED_NOTIFY, at);
    int spiSize = body.u8(1);
    require(body, 4 + spiSize, Offence.TRUNCATED_NOTIFY, at);
    ProtocolId protocol = ProtocolId.of(body.u8(0));
    boolean sizeFits =
        spiSize == 0
            || (isChildProtocol(protocol)
                ? spiSize == DeletePayload.CHILD_SPI_SIZE
                : !protocol.equals(ProtocolId.IKE));
    if (!sizeFits) {
      throw new MalformedException(
          Offence.NOTIFY_SPI_SIZE, at + 1, "an SPI of " + spiSize + " octets for " + protocol);
    }
    return new NotifyPayload(
        protocol, body.slice(4, spiSize), NotifyType.of(body.u16(2)), body.from(4 + spiSize));
  }

  private static boolean isChildProtocol(ProtocolId protocol) {
    return protocol.equals(ProtocolId.ESP) || protocol.equals(ProtocolId.AH);
  }

  @Clause("rfc7296:3.11/3")
  @Clause("rfc7296:3.11/x1")
  @Clause("rfc7296:3.11/x2")
  private static Payload delete(Octets body, int at) throws MalformedException {
    require(body, 4, Offence.TRUNCATED_DELETE, at);
    ProtocolId protocol = ProtocolId.of(body.u8(0));
    boolean ike = protocol.equals(ProtocolId.IKE);
    if (!ike && !isChildProtocol(protocol)) {
      throw new MalformedException(
          Offence.DELETE_PROTOCOL, at, protocol + " is neither IKE, AH nor ESP");
    }
    int spiSize = body.u8(1);
    if (spiSize != (ike ? 0 : DeletePayload.CHILD_SPI_SIZE)) {
      throw new MalformedException(
          Offence.DELETE_SPI_SIZE, at + 1, "SPIs of " + spiSize + " octets for " + protocol);
    }
    int count = body.u16(2);
    Octets spis = body.from(4);
    if (spis.size() != count * spiSize || (ike && count != 0)) {
      throw new MalformedException(
          Offence.DELETE_SPI_COUNT, at + 2, count + " SPIs in " + spis.size() + " octets");
    }
    List<Octets> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(spis.slice(i * spiSize, spiSize));
    }
    return new DeletePayload(protocol, list);
  }

  private static Payload cp(Octets body, int at, DecodeLimits limits) throws MalformedException {
    require(body, 4, Offence.TRUNCATED_CP, at);
    List<ConfigurationAttribute> attributes = new ArrayList<>();
    int from = 4;
    while (from < body.size()) {
      if (attributes.size() == limits.configurationAttributes()) {
        throw new MalformedException(
            Offence.CP_TOO_LARGE, at + from, "more than " + attributes.size() + " attributes");
      }
      int left = body.size() - from;
      int size = left < 4 ? 0 : body.u16(from + 2);
      if (left < 4 || size > left - 4) {
        throw new MalformedException(
            Offence.CP_ATTRIBUTE_LENGTH,
            at + from,
            "an attribute of " + size + " octets with its header in " + left + " octets");
      }
      // The first bit is reserved and ignored.
      ConfigurationAttributeType type = ConfigurationAttributeType.of(body.u16(from) & 0x7fff);
      attributes.add(new ConfigurationAttribute(type, body.slice(from + 4, size)));
      from += 4 + size;
    }
    return new CpPayload(ConfigurationType.of(body.u8(0)), attributes);
  }

  @Clause("rfc7296:3.16")
  private static Payload eap(Octets body, int at) throws MalformedException {
    require(body, EapPayload.EAP_HEADER_SIZE, Offence.EAP_LENGTH, at);
    int code = body.u8(0);
    boolean ended = code == EapPayload.SUCCESS || code == EapPayload.FAILURE;
    boolean typed = code == EapPayload.REQUEST || code == EapPayload.RESPONSE;
    if (body.u16(2) != body.size()
        || (ended && body.size() != EapPayload.EAP_HEADER_SIZE)
        || (typed && body.size() == EapPayload.EAP_HEADER_SIZE)) {
      throw new MalformedException(
          Offence.EAP_LENGTH,
          at + 2,
          "length " + body.u16(2) + " of code " + code + " in " + body.size() + " octets");
    }
    return new EapPayload(body);
  }

  @Clause("rfc8019:8.2")
  private static Payload ps(Octets body, int at) throws MalformedException {
    if (body.isEmpty() || body.size() % PsPayload.KEYS != 0) {
      throw new MalformedException(
          Offence.PS_LENGTH, at, body.size() + " octets are not four keys of one length");
    }
    return new PsPayload(body);
  }
}
