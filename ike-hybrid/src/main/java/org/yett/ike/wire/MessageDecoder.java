package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;

/**
 * Decodes received messages in two steps, between which the caller decrypts. No octets whatever
 * make it throw, and it takes no more memory than its limits and the length of the message allow.
 */
public final class MessageDecoder {
  private final DecodeLimits limits;

  /** A decoder with these limits. */
  public MessageDecoder(DecodeLimits limits) {
    this.limits = limits;
  }

  /** What came of decoding a sequence of payloads: those before the error, if there is one. */
  private record Decoding(List<PlacedPayload> payloads, Optional<WireError> error) {}

  /**
   * First step: the header, the payloads in clear, and where the encrypted octets are.
   *
   * @param octets the datagram without a non-ESP marker; they are retained
   */
  public Outer decodeOuter(Octets octets) {
    if (octets.size() < IkeHeader.SIZE) {
      return new Outer.Malformed(
          Optional.empty(),
          WireError.of(
              Offence.TRUNCATED_HEADER,
              octets.size(),
              octets.size() + " octets where an IKE header has " + IkeHeader.SIZE));
    }
    IkeHeader header = IkeHeader.read(octets);
    Optional<WireError> headerError = checkHeader(header, octets);
    if (headerError.isPresent()) {
      return new Outer.Malformed(Optional.of(header), headerError.get());
    }
    PayloadChain chain =
        PayloadChain.walk(octets, IkeHeader.SIZE, header.nextPayload(), limits.payloads());
    if (!chain.slots().isEmpty() && chain.slots().getLast().isEncrypted()) {
      return sealed(header, chain.slots(), octets);
    }
    Decoding decoding = decode(header, chain, octets);
    return decoding
        .error()
        .<Outer>map(error -> new Outer.Malformed(Optional.of(header), error))
        .orElseGet(() -> new Outer.Clear(Message.ofClear(header, decoding.payloads(), octets)));
  }

  private Optional<WireError> checkHeader(IkeHeader header, Octets octets) {
    // = rfc7296:2.5
    // The version comes first: what follows it is ours to read only in version 2.
    // = rfc7296:2.5/1, rfc7296:2.5/2, rfc7296:3.1/6, rfc7296:3.1/8
    if (header.majorVersion() > IkeHeader.MAJOR_VERSION) {
      return Optional.of(
          new WireError(
              Offence.HIGHER_MAJOR_VERSION,
              17,
              "major version " + header.majorVersion(),
              Octets.wrap(new byte[] {IkeHeader.MAJOR_VERSION})));
    }
    if (header.majorVersion() < IkeHeader.MAJOR_VERSION) {
      return error(Offence.LOWER_MAJOR_VERSION, 17, "major version " + header.majorVersion());
    }
    if (octets.size() > limits.messageOctets()) {
      return error(
          Offence.MESSAGE_TOO_LONG,
          IkeHeader.LENGTH_OFFSET,
          octets.size() + " octets, more than " + limits.messageOctets());
    }
    if (header.length() != octets.size()) {
      return error(
          Offence.LENGTH_MISMATCH,
          IkeHeader.LENGTH_OFFSET,
          "length " + header.length() + " of a message of " + octets.size() + " octets");
    }
    // = rfc7296:3.1/2
    if (header.initiatorSpi().isZero()) {
      return error(Offence.ZERO_INITIATOR_SPI, 0, "the initiator's SPI is zero");
    }
    if (header.nextPayload().equals(PayloadType.NO_NEXT_PAYLOAD)) {
      return error(
          Offence.NO_PAYLOADS, IkeHeader.NEXT_PAYLOAD_OFFSET, "no payload follows the header");
    }
    return Optional.empty();
  }

  private static Optional<WireError> error(Offence offence, int offset, String detail) {
    return Optional.of(WireError.of(offence, offset, detail));
  }

  private Outer sealed(IkeHeader header, List<PayloadChain.Slot> slots, Octets octets) {
    PayloadChain.Slot last = slots.getLast();
    try {
      EncryptedPayload encrypted = encrypted(last, octets);
      Decoding clear =
          decode(
              header,
              new PayloadChain(slots.subList(0, slots.size() - 1), Optional.empty()),
              octets);
      return new Outer.Protected(
          new SealedMessage(header, clear.payloads(), encrypted, clear.error(), octets));
    } catch (MalformedException malformed) {
      return new Outer.Malformed(Optional.of(header), malformed.error());
    }
  }

  @Clause("rfc7383:2.6")
  private static EncryptedPayload encrypted(PayloadChain.Slot slot, Octets octets)
      throws MalformedException {
    int end = slot.offset() + slot.size();
    // = rfc7296:3.1/1, rfc7296:3.14/1, rfc7383:2.5/1
    if (end != octets.size()) {
      throw new MalformedException(
          Offence.ENCRYPTED_PAYLOAD_NOT_LAST,
          end,
          octets.size() - end + " octets after the " + slot.type() + " payload");
    }
    if (slot.type().equals(PayloadType.SK)) {
      return new EncryptedPayload.Sk(slot.next(), slot.offset(), slot.size() - Payload.HEADER_SIZE);
    }
    int numbers = slot.offset() + Payload.HEADER_SIZE;
    int bodySize = end - numbers - EncryptedPayload.Skf.NUMBERS_SIZE;
    if (bodySize < 0) {
      throw new MalformedException(
          Offence.TRUNCATED_FRAGMENT,
          slot.offset() + 2,
          "length " + slot.size() + ", not 8 or more");
    }
    int number = octets.u16(numbers);
    int total = octets.u16(numbers + 2);
    // = rfc7383:2.6/1, rfc7383:2.5/5
    if (number == 0) {
      throw new MalformedException(Offence.ZERO_FRAGMENT_NUMBER, numbers, "fragment 0 of " + total);
    }
    // = rfc7383:2.6/1, rfc7383:2.5/6
    if (total == 0) {
      throw new MalformedException(
          Offence.ZERO_TOTAL_FRAGMENTS, numbers + 2, "fragment " + number + " of 0");
    }
    // = rfc7383:2.6/1, rfc7383:2.5/4
    if (number > total) {
      throw new MalformedException(
          Offence.FRAGMENT_NUMBER_ABOVE_TOTAL, numbers, "fragment " + number + " of " + total);
    }
    return new EncryptedPayload.Skf(slot.next(), number, total, slot.offset(), bodySize);
  }

  /**
   * Second step, once the message has proved authentic: the payloads inside.
   *
   * @param sealed what the first step made of the message; of a fragmented one, of the fragment
   *     with Fragment Number 1
   * @param plaintext the decrypted contents without padding; of a fragmented message, those of all
   *     fragments in order
   * @throws IllegalArgumentException if {@code sealed} is a fragment other than the first
   */
  @Clause("rfc7383:2.6")
  public Decoded.Whole decodeInner(SealedMessage sealed, Octets plaintext) {
    if (sealed.encrypted() instanceof EncryptedPayload.Skf skf && skf.fragmentNumber() != 1) {
      throw new IllegalArgumentException(
          "a fragmented message is decoded from its first fragment, not from "
              + skf.fragmentNumber());
    }
    if (sealed.clearError().isPresent()) {
      return new Decoded.ProtectedError(sealed.header(), sealed.clearError().get());
    }
    int preambleSize = sealed.encrypted().offset() + Payload.HEADER_SIZE;
    int total = preambleSize + plaintext.size();
    if (plaintext.size() > Payload.MAX_BODY_SIZE || total > limits.messageOctets()) {
      return new Decoded.ProtectedError(
          sealed.header(),
          WireError.of(
              Offence.MESSAGE_TOO_LONG, preambleSize, plaintext.size() + " octets inside"));
    }
    Octets octets = Unfragmented.of(sealed, plaintext);
    IkeHeader header = IkeHeader.read(octets);
    Decoding inner =
        decode(
            header,
            PayloadChain.walk(
                octets, preambleSize, sealed.encrypted().firstPayload(), limits.payloads()),
            octets);
    return inner
        .error()
        .<Decoded.Whole>map(error -> new Decoded.ProtectedError(header, error))
        .orElseGet(() ->
            new Decoded.Ok(
                Message.ofProtected(
                    header,
                    movedTo(octets, sealed.clear()),
                    inner.payloads(),
                    preambleSize,
                    octets)));
  }

  /** The same payloads at the same places in these octets. */
  private static List<PlacedPayload> movedTo(Octets octets, List<PlacedPayload> payloads) {
    return payloads.stream()
        .map(placed ->
            new PlacedPayload(
                placed.payload(),
                placed.critical(),
                placed.offset(),
                octets.slice(placed.offset(), placed.octets().size())))
        .toList();
  }

  /** Decodes the payloads of a chain; the first error in the order of the octets wins. */
  private Decoding decode(IkeHeader header, PayloadChain chain, Octets octets) {
    List<PlacedPayload> payloads = new ArrayList<>();
    try {
      for (PayloadChain.Slot slot : chain.slots()) {
        Octets own = octets.slice(slot.offset(), slot.size());
        Payload payload = PayloadDecoder.decode(slot, own.from(Payload.HEADER_SIZE), limits);
        if (payload instanceof SaPayload sa && !header.isResponse()) {
          checkOffer(sa, slot.offset() + Payload.HEADER_SIZE);
        }
        payloads.add(new PlacedPayload(payload, slot.critical(), slot.offset(), own));
      }
    } catch (MalformedException malformed) {
      return new Decoding(List.copyOf(payloads), Optional.of(malformed.error()));
    }
    return new Decoding(List.copyOf(payloads), chain.error());
  }

  /** Only an answer may begin with another number: that of the proposal which it accepts. */
  @Clause("rfc7296:3.3.1/2")
  private static void checkOffer(SaPayload sa, int at) throws MalformedException {
    int first = sa.proposals().getFirst().number();
    if (first != 1) {
      throw new MalformedException(
          Offence.PROPOSAL_NUMBER, at, "the first proposal of a request has the number " + first);
    }
  }
}
