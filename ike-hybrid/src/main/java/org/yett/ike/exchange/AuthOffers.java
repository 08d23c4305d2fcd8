package org.yett.ike.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.ike.auth.AuthAnnouncement;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.HashAlgorithm;
import org.yett.spec.iana.NotifyType;

/** What we say about authentication before it begins, for all connections that are possible. */
final class AuthOffers {

  private final List<ConnectionConfig> connections;

  AuthOffers(List<ConnectionConfig> connections) {
    this.connections = List.copyOf(connections);
  }

  private Stream<RemoteAuth.Signature> remoteSignatures() {
    return connections.stream()
        .flatMap(c -> c.remoteRounds().stream())
        // A responder that does not take EAP alone may sign.
        .map(round -> round instanceof RemoteAuth.Eap eap ? eap.asSignature() : round)
        .filter(RemoteAuth.Signature.class::isInstance)
        .map(RemoteAuth.Signature.class::cast);
  }

  private boolean signsLocally() {
    return connections.stream()
        .flatMap(c -> c.localRounds().stream())
        .anyMatch(LocalAuth.Signature.class::isInstance);
  }

  /** What both IKE_SA_INIT messages hold. */
  private List<Payload> inSaInit() {
    List<Payload> payloads = new ArrayList<>();
    if (signsLocally() || remoteSignatures().findAny().isPresent()) {
      payloads.add(hashAlgorithms());
    }
    if (connections.stream().anyMatch(c -> c.auth().transcript() != TranscriptPolicy.OFF)) {
      payloads.add(NotifyPayload.of(NotifyType.IKE_SA_INIT_FULL_TRANSCRIPT_AUTH));
    }
    return payloads;
  }

  /** What the IKE_SA_INIT request holds. */
  List<Payload> inSaInitRequest() {
    List<Payload> payloads = new ArrayList<>(inSaInit());
    // = rfc9867:3.1/2
    if (offersPpkInIntermediate()) {
      payloads.add(NotifyPayload.of(NotifyType.USE_PPK_INT));
    }
    // = rfc8784:3/1
    if (connections.stream().anyMatch(c -> c.auth().ppk().inAuth() && hasPpk(c))) {
      payloads.add(NotifyPayload.of(NotifyType.USE_PPK));
    }
    return payloads;
  }

  /**
   * Whether, as initiator, a PPK is offered in IKE_INTERMEDIATE, which has to be announced then.
   */
  boolean offersPpkInIntermediate() {
    return connections.stream().anyMatch(c -> c.auth().ppk().inIntermediate() && hasPpk(c));
  }

  private static boolean hasPpk(ConnectionConfig connection) {
    return !connection.auth().ppk().ids().isEmpty();
  }

  /** What the IKE_SA_INIT response holds. */
  @Clause("rfc4739:2.1")
  List<Payload> inSaInitResponse(Message request) {
    List<Payload> payloads = new ArrayList<>(inSaInit());
    payloads.addAll(certificateRequests());
    payloads.addAll(multiple());
    payloads.addAll(announcements());
    // = rfc9867:3.1/3
    if (takesPpkInIntermediate(request)) {
      payloads.add(NotifyPayload.of(NotifyType.USE_PPK_INT));
    } else if (request.notification(NotifyType.USE_PPK).isPresent()
        && connections.stream().map(c -> c.auth().ppk()).anyMatch(p -> p.inAuth() && p.accept())) {
      payloads.add(NotifyPayload.of(NotifyType.USE_PPK));
    }
    return payloads;
  }

  /** Whether, as responder, PPKs are taken in IKE_INTERMEDIATE. */
  boolean takesPpkInIntermediate(Message request) {
    return request.notification(NotifyType.USE_PPK_INT).isPresent()
        && request.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent()
        && connections.stream()
            .map(c -> c.auth().ppk())
            .anyMatch(p -> p.inIntermediate() && p.accept());
  }

  /** What the first IKE_AUTH request holds. */
  List<Payload> inFirstAuth() {
    List<Payload> payloads = new ArrayList<>(certificateRequests());
    payloads.addAll(multiple());
    payloads.addAll(announcements());
    return payloads;
  }

  private List<Payload> multiple() {
    boolean several =
        connections.stream()
            .anyMatch(c -> c.localRounds().size() > 1 || c.remoteRounds().size() > 1);
    // = rfc4739:3.1/1
    return several ? List.of(NotifyPayload.of(NotifyType.MULTIPLE_AUTH_SUPPORTED)) : List.of();
  }

  /** The hashes with which we verify; those with which we could, if only we ourselves sign. */
  @Clause("rfc7427:4")
  private NotifyPayload hashAlgorithms() {
    Set<HashAlgorithm> hashes = new LinkedHashSet<>();
    remoteSignatures()
        .flatMap(remote -> remote.accepted().stream())
        .filter(SignatureScheme::forDigitalSignature)
        .forEach(scheme -> hashes.add(scheme.hash()));
    if (hashes.isEmpty()) {
      SignatureScheme.all().forEach(scheme -> hashes.add(scheme.hash()));
    }
    ByteBuffer out = ByteBuffer.allocate(2 * hashes.size());
    // = ikev2-pqc-auth-06:3.2.1/1, ikev2-pqc-auth-06:3.2.1/2
    // = rfc8420:3/1, rfc8420:3/2, rfc8420:3/3
    hashes.stream()
        .mapToInt(HashAlgorithm::value)
        .sorted()
        .forEach(value -> out.putShort((short) value));
    return NotifyPayload.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Octets.wrap(out.array()));
  }

  @Clause("rfc7296:3.7")
  private List<Payload> certificateRequests() {
    List<Payload> payloads = new ArrayList<>();
    List<CertReqPayload> requests =
        remoteSignatures().flatMap(remote -> remote.requests().stream()).distinct().toList();
    payloads.addAll(requests);
    boolean lookUp = connections.stream().anyMatch(c -> c.auth().hashAndUrl());
    if (lookUp && !requests.isEmpty()) {
      payloads.add(NotifyPayload.of(NotifyType.HTTP_CERT_LOOKUP_SUPPORTED));
    }
    return payloads;
  }

  /** The methods that the peer may use, where the configuration says which. */
  @Clause("rfc9593:3.1")
  private List<Payload> announcements() {
    Set<AuthAnnouncement> announcements = new LinkedHashSet<>();
    for (ConnectionConfig connection : connections) {
      if (connection.auth().announceMethods()) {
        connection.remoteRounds().forEach(round -> announcements.addAll(of(round)));
      }
    }
    return announcements.isEmpty()
        ? List.of()
        : List.of(
            NotifyPayload.of(
                NotifyType.SUPPORTED_AUTH_METHODS,
                Octets.wrap(AuthAnnouncement.encode(List.copyOf(announcements)))));
  }

  private static List<AuthAnnouncement> of(RemoteAuth round) {
    return switch (round) {
      case RemoteAuth.Psk psk -> List.of(AuthAnnouncement.of(AuthMethod.SHARED_KEY));
      case RemoteAuth.Signature signature ->
          signature.accepted().stream()
              .filter(SignatureScheme::forDigitalSignature)
              .map(AuthAnnouncement::of)
              .toList();
      case RemoteAuth.Null none -> List.of(AuthAnnouncement.of(AuthMethod.NULL));
      case RemoteAuth.Eap eap -> List.of();
    };
  }
}
