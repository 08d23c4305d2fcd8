package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.auth.AuthAnnouncement;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.HashAlgorithm;
import org.yett.spec.iana.NotifyType;

/**
 * What the peer has said about authentication, in IKE_SA_INIT and in what came after.
 *
 * @param ownInit our own message of IKE_SA_INIT
 * @param peerInit the peer's message of IKE_SA_INIT
 * @param later protected messages of the peer since then, in order
 */
record PeerAbilities(Message ownInit, Message peerInit, List<Message> later) {

  PeerAbilities {
    later = List.copyOf(later);
  }

  static PeerAbilities of(Handshake handshake, Side ours, Message... later) {
    boolean initiator = ours == Side.INITIATOR;
    List<Message> all = List.of(later);
    return initiator
        ? new PeerAbilities(handshake.saInitRequest(), handshake.saInitResponse(), all)
        : new PeerAbilities(handshake.saInitResponse(), handshake.saInitRequest(), all);
  }

  private Stream<Message> all() {
    return Stream.concat(Stream.of(peerInit), later.stream());
  }

  private boolean both(NotifyType type) {
    return ownInit.notification(type).isPresent() && peerInit.notification(type).isPresent();
  }

  /** The hashes that the peer takes with method 14; empty unless both ends have announced some. */
  @Clause("rfc7427:4")
  Optional<List<HashAlgorithm>> hashes() {
    return both(NotifyType.SIGNATURE_HASH_ALGORITHMS)
        ? peerInit.notification(NotifyType.SIGNATURE_HASH_ALGORITHMS).map(PeerAbilities::hashes)
        : Optional.empty();
  }

  private static List<HashAlgorithm> hashes(NotifyPayload notify) {
    Octets data = notify.data();
    List<HashAlgorithm> hashes = new ArrayList<>();
    for (int at = 0; at + 2 <= data.size(); at += 2) {
      hashes.add(HashAlgorithm.of(data.u16(at)));
    }
    return List.copyOf(hashes);
  }

  /** The certificates that the peer asks for. */
  List<CertReqPayload> requests() {
    return all().flatMap(message -> message.all(CertReqPayload.class).stream()).distinct().toList();
  }

  /** The methods that the peer has announced, in all its notifications (RFC 9593). */
  List<AuthAnnouncement> announced() {
    // = rfc9593:3.2.2/1
    boolean links = !requests().isEmpty();
    return all()
        .flatMap(message -> message.notifications(NotifyType.SUPPORTED_AUTH_METHODS).stream())
        .flatMap(notify -> AuthAnnouncement.decode(notify.data().toArray()).stream())
        .map(a -> links ? a : new AuthAnnouncement(a.method(), 0, a.scheme()))
        .distinct()
        .toList();
  }

  /** Whether the peer fetches certificates by Hash and URL (RFC 7296 3.6). */
  boolean takesHashAndUrl() {
    return all()
        .anyMatch(
            message -> message.notification(NotifyType.HTTP_CERT_LOOKUP_SUPPORTED).isPresent());
  }

  /** Whether the peer can do several rounds (RFC 4739). */
  boolean multipleRounds() {
    return all()
        .anyMatch(message -> message.notification(NotifyType.MULTIPLE_AUTH_SUPPORTED).isPresent());
  }

  /** Whether both ends have announced it. */
  boolean agreed(NotifyType type) {
    return both(type);
  }
}
