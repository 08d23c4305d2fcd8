package org.yett.ike.wire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * A whole IKE message, received or about to be sent, with its octets.
 *
 * <p>Of a message in clear, {@link #octets()} are the octets on the wire: RealMessage1 or 2 of RFC
 * 7296 2.15. Of a protected message they are the octets from the IKE header to the end of the
 * Encrypted payload's generic header, and after them the payloads inside in plain, without IV,
 * padding, Pad Length and checksum, with the IKE Length and the Payload Length of the Encrypted
 * payload to match; fragments are put together. That is exactly what IntAuth covers (RFC 9242
 * 3.3.2), and all that is left of a message when it has been decrypted.
 */
public final class Message {
  private final IkeHeader header;
  private final List<PlacedPayload> clear;
  private final List<PlacedPayload> inner;
  private final List<PlacedPayload> placed;
  private final List<Payload> payloads;
  private final int preambleSize;
  private final Octets octets;

  /**
   * @param preambleSize length of the octets up to the end of the Encrypted payload's generic
   *     header; -1 if there is none
   */
  private Message(
      IkeHeader header,
      List<PlacedPayload> clear,
      List<PlacedPayload> inner,
      int preambleSize,
      Octets octets) {
    this.header = header;
    this.clear = List.copyOf(clear);
    this.inner = List.copyOf(inner);
    this.placed = Stream.concat(clear.stream(), inner.stream()).toList();
    this.payloads = placed.stream().map(PlacedPayload::payload).toList();
    this.preambleSize = preambleSize;
    this.octets = octets;
  }

  static Message ofClear(IkeHeader header, List<PlacedPayload> payloads, Octets octets) {
    return new Message(header, payloads, List.of(), -1, octets);
  }

  static Message ofProtected(
      IkeHeader header,
      List<PlacedPayload> clear,
      List<PlacedPayload> inner,
      int preambleSize,
      Octets octets) {
    return new Message(header, clear, inner, preambleSize, octets);
  }

  /** The IKE header; its Length is that of {@link #octets()}. */
  public IkeHeader header() {
    return header;
  }

  /** Whether the message has an Encrypted payload. */
  public boolean isProtected() {
    return preambleSize >= 0;
  }

  /** The octets, as the class comment says. */
  public Octets octets() {
    return octets;
  }

  /**
   * Of a protected message: IntAuth_*A, the octets up to the end of the Encrypted payload's generic
   * header, with adjusted lengths.
   */
  @Clause("rfc9242:3.3.2")
  public Octets preamble() {
    return octets.slice(0, requireProtected());
  }

  /** Of a protected message: IntAuth_*P, the payloads inside in plain; may be empty. */
  @Clause("rfc9242:3.3.2")
  public Octets plaintext() {
    return octets.from(requireProtected());
  }

  private int requireProtected() {
    if (!isProtected()) {
      throw new IllegalStateException(header.describe() + " has no Encrypted payload");
    }
    return preambleSize;
  }

  /** The payloads outside the Encrypted payload. */
  public List<PlacedPayload> clear() {
    return clear;
  }

  /** The payloads inside the Encrypted payload. */
  public List<PlacedPayload> inner() {
    return inner;
  }

  /** All payloads, those outside first. */
  public List<PlacedPayload> placed() {
    return placed;
  }

  /** The contents of all payloads, those outside first. */
  public List<Payload> payloads() {
    return payloads;
  }

  /** All payloads of this kind, those outside the Encrypted payload first. */
  public <P extends Payload> List<P> all(Class<P> kind) {
    return payloads.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The first payload of this kind. */
  @Clause("rfc7296:1.7/5")
  @Clause("rfc7296:2.5/11")
  public <P extends Payload> Optional<P> first(Class<P> kind) {
    return payloads.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The first notification of this type. */
  public Optional<NotifyPayload> notification(NotifyType type) {
    return notifications(type).stream().findFirst();
  }

  /** All notifications of this type. */
  public List<NotifyPayload> notifications(NotifyType type) {
    return all(NotifyPayload.class).stream()
        .filter(notify -> notify.notifyType().equals(type))
        .toList();
  }

  /** The first ID payload of this side, with its octets. */
  public Optional<PlacedPayload> identification(Side side) {
    return placed.stream()
        .filter(placed -> placed.payload() instanceof IdPayload id && id.side() == side)
        .findFirst();
  }

  /** The first TS payload of this side. */
  public Optional<TsPayload> selectors(Side side) {
    return all(TsPayload.class).stream().filter(ts -> ts.side() == side).findFirst();
  }

  /**
   * In one line, for example {@code IKE_INTERMEDIATE request 1 {KE(ml-kem-768, 1184)}}: what is
   * inside the Encrypted payload stands in braces.
   */
  public String describe() {
    String text =
        header.describe()
            + clear.stream()
                .map(placed -> placed.payload().describe())
                .collect(Collectors.joining(", ", clear.isEmpty() ? "" : " ", ""));
    return isProtected()
        ? text
            + inner.stream()
                .map(placed -> placed.payload().describe())
                .collect(Collectors.joining(", ", " {", "}"))
        : text;
  }

  /** As {@link #describe()}. */
  @Override
  public String toString() {
    return describe();
  }
}
