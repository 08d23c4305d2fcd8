package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.ConfigurationAttributeType;
import org.yett.spec.iana.ConfigurationType;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IdType;
import org.yett.spec.iana.IpProtocol;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TrafficSelectorType;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/** Arbitrary payloads and headers that the format allows, known and unknown numbers alike. */
final class WireArbitraries {

  private WireArbitraries() {}

  static Arbitrary<Octets> octets(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max).map(Octets::wrap);
  }

  private static Arbitrary<Octets> octets(int size) {
    return octets(size, size);
  }

  private static Arbitrary<Integer> u8() {
    return Arbitraries.integers().between(0, 255);
  }

  private static Arbitrary<Integer> u16() {
    return Arbitraries.integers().between(0, 65535);
  }

  static Arbitrary<Payload> payload() {
    List<Arbitrary<? extends Payload>> kinds =
        List.of(
            sa(),
            ke(),
            id(),
            cert(),
            certReq(),
            auth(),
            nonce(),
            notification(),
            delete(),
            vendorId(),
            ts(),
            cp(),
            eap(),
            ps(),
            unknown());
    List<Arbitrary<Payload>> payloads = new ArrayList<>();
    for (Arbitrary<? extends Payload> kind : kinds) {
      payloads.add(kind.map(payload -> payload));
    }
    return Arbitraries.oneOf(payloads);
  }

  static Arbitrary<List<Payload>> payloads(int min, int max) {
    return payload().list().ofMinSize(min).ofMaxSize(max);
  }

  static Arbitrary<IkeHeader> header() {
    return Combinators.combine(
            Arbitraries.longs().filter(spi -> spi != 0).map(IkeSpi::new),
            Arbitraries.longs().map(IkeSpi::new),
            Arbitraries.integers().between(0, 15),
            u8().map(ExchangeType::of),
            Arbitraries.integers().between(0, 7),
            Arbitraries.longs().between(0, 0xffff_ffffL))
        .as((spiI, spiR, minor, exchange, flags, messageId) ->
            new IkeHeader(
                spiI,
                spiR,
                PayloadType.NO_NEXT_PAYLOAD,
                2,
                minor,
                exchange,
                new Flags((flags & 4) != 0, (flags & 2) != 0, (flags & 1) != 0),
                messageId,
                0));
  }

  private static Arbitrary<SaPayload> sa() {
    return proposal()
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(proposals -> {
          List<Proposal> numbered = new ArrayList<>();
          for (Proposal proposal : proposals) {
            numbered.add(
                new Proposal(
                    numbered.size() + 1,
                    proposal.protocol(),
                    proposal.spi(),
                    proposal.transforms()));
          }
          return new SaPayload(numbered);
        });
  }

  private static Arbitrary<Proposal> proposal() {
    Arbitrary<ProtocolId> protocols =
        Arbitraries.oneOf(Arbitraries.of(ProtocolId.known()), u8().map(ProtocolId::of));
    return protocols.flatMap(protocol ->
        Combinators.combine(
                u8(), proposalSpi(protocol), transform().list().ofMinSize(1).ofMaxSize(6))
            .as((number, spi, transforms) -> new Proposal(number, protocol, spi, transforms)));
  }

  private static Arbitrary<Octets> proposalSpi(ProtocolId protocol) {
    if (protocol.equals(ProtocolId.IKE)) {
      return Arbitraries.oneOf(octets(0), octets(8));
    }
    boolean child = protocol.equals(ProtocolId.ESP) || protocol.equals(ProtocolId.AH);
    return child ? octets(4) : octets(0, 255);
  }

  private static Arbitrary<Transform> transform() {
    Arbitrary<TransformType> types =
        Arbitraries.oneOf(Arbitraries.of(TransformType.known()), u8().map(TransformType::of));
    return Combinators.combine(types, u16(), attribute().list().ofMaxSize(3))
        .as((type, id, attributes) -> new Transform(type, TransformId.of(type, id), attributes));
  }

  private static Arbitrary<TransformAttribute> attribute() {
    Arbitrary<TransformAttributeType> types =
        Arbitraries.integers().between(0, 0x7fff).map(TransformAttributeType::of);
    return Arbitraries.oneOf(
        Combinators.combine(types, u16()).as(TransformAttribute.Fixed::new),
        Combinators.combine(types, octets(0, 9)).as(TransformAttribute.Variable::new));
  }

  private static Arbitrary<KePayload> ke() {
    return Combinators.combine(u16().map(KeyExchangeMethod::of), octets(0, 1600))
        .as(KePayload::new);
  }

  private static Arbitrary<IdPayload> id() {
    Arbitrary<IdType> types =
        Arbitraries.oneOf(Arbitraries.of(IdType.known()), u8().map(IdType::of));
    return types.flatMap(type -> {
      Arbitrary<Octets> data = octets(0, 60);
      if (type.equals(IdType.IPV4_ADDR)) {
        data = octets(4);
      } else if (type.equals(IdType.IPV6_ADDR)) {
        data = octets(16);
      }
      return Combinators.combine(Arbitraries.of(Side.class), data)
          .as((side, value) -> new IdPayload(side, type, value));
    });
  }

  private static Arbitrary<CertPayload> cert() {
    return Combinators.combine(u8().map(CertificateEncoding::of), octets(0, 300))
        .as(CertPayload::new);
  }

  private static Arbitrary<CertReqPayload> certReq() {
    return u8().map(CertificateEncoding::of)
        .flatMap(encoding ->
            (CertReqPayload.hasHashes(encoding)
                    ? Arbitraries.integers().between(0, 5).flatMap(n -> octets(20 * n))
                    : octets(0, 50))
                .map(authority -> new CertReqPayload(encoding, authority)));
  }

  private static Arbitrary<AuthPayload> auth() {
    return Combinators.combine(u8().map(AuthMethod::of), octets(0, 300)).as(AuthPayload::new);
  }

  private static Arbitrary<NoncePayload> nonce() {
    return octets(16, 256).map(NoncePayload::new);
  }

  private static Arbitrary<NotifyPayload> notification() {
    return u8().map(ProtocolId::of)
        .flatMap(protocol ->
            Combinators.combine(notifySpi(protocol), u16(), octets(0, 64))
                .as((spi, type, data) ->
                    new NotifyPayload(protocol, spi, NotifyType.of(type), data)));
  }

  private static Arbitrary<Octets> notifySpi(ProtocolId protocol) {
    if (protocol.equals(ProtocolId.IKE)) {
      return octets(0);
    }
    boolean child = protocol.equals(ProtocolId.ESP) || protocol.equals(ProtocolId.AH);
    return child ? Arbitraries.oneOf(octets(0), octets(4)) : octets(0, 255);
  }

  private static Arbitrary<DeletePayload> delete() {
    return Arbitraries.oneOf(
        Arbitraries.just(DeletePayload.ikeSa()),
        Combinators.combine(
                Arbitraries.of(ProtocolId.AH, ProtocolId.ESP), octets(4).list().ofMaxSize(9))
            .as(DeletePayload::new));
  }

  private static Arbitrary<VendorIdPayload> vendorId() {
    return octets(0, 40).map(VendorIdPayload::new);
  }

  private static Arbitrary<TsPayload> ts() {
    return Combinators.combine(
            Arbitraries.of(Side.class), selector().list().ofMinSize(1).ofMaxSize(5))
        .as(TsPayload::new);
  }

  private static Arbitrary<Selector> selector() {
    Arbitrary<TrafficSelectorType> unknownTypes =
        u8().map(TrafficSelectorType::of)
            .filter(type ->
                !type.equals(TrafficSelectorType.IPV4_ADDR_RANGE)
                    && !type.equals(TrafficSelectorType.IPV6_ADDR_RANGE));
    return Arbitraries.oneOf(
        range(4),
        range(16),
        Combinators.combine(unknownTypes, u8(), octets(0, 30)).as(Selector.Unknown::new));
  }

  private static Arbitrary<Selector> range(int addressSize) {
    return Combinators.combine(
            u8().map(IpProtocol::of), u16(), u16(), octets(addressSize), octets(addressSize))
        .as((protocol, portA, portB, a, b) -> {
          boolean inOrder = a.compareUnsigned(b) <= 0;
          boolean opaque = portA % 5 == 0;
          return new Selector.Range(
              protocol,
              opaque ? 65535 : Math.min(portA, portB),
              opaque ? 0 : Math.max(portA, portB),
              inOrder ? a : b,
              inOrder ? b : a);
        });
  }

  private static Arbitrary<CpPayload> cp() {
    Arbitrary<ConfigurationAttribute> attributes =
        Combinators.combine(
                Arbitraries.integers().between(0, 0x7fff).map(ConfigurationAttributeType::of),
                octets(0, 20))
            .as(ConfigurationAttribute::new);
    return Combinators.combine(u8().map(ConfigurationType::of), attributes.list().ofMaxSize(6))
        .as(CpPayload::new);
  }

  private static Arbitrary<EapPayload> eap() {
    return Combinators.combine(u8(), u8(), octets(0, 60))
        .as((code, identifier, rest) -> {
          Octets data = rest;
          if (code == EapPayload.SUCCESS || code == EapPayload.FAILURE) {
            data = Octets.EMPTY;
          } else if (rest.isEmpty()) {
            data = Octets.ofHex("01");
          }
          int size = EapPayload.EAP_HEADER_SIZE + data.size();
          byte[] header = {code.byteValue(), identifier.byteValue(), 0, (byte) size};
          return new EapPayload(Octets.concat(Octets.wrap(header), data));
        });
  }

  private static Arbitrary<PsPayload> ps() {
    return Arbitraries.integers().between(1, 8).flatMap(n -> octets(4 * n)).map(PsPayload::new);
  }

  private static Arbitrary<UnknownPayload> unknown() {
    Arbitrary<PayloadType> types =
        Arbitraries.oneOf(
                Arbitraries.integers().between(1, 32),
                Arbitraries.integers().between(49, 52),
                Arbitraries.integers().between(55, 255))
            .map(PayloadType::of);
    return Combinators.combine(types, octets(0, 30))
        .as((type, body) -> new UnknownPayload(type, false, body));
  }
}
