package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.PresharedKeyAuth;
import org.yett.ike.auth.SignedOctets;
import org.yett.ike.auth.SigningChoice;
import org.yett.ike.config.Identity;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.endpoint.SignerQuery;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.NotifyType;

/** One round in which we authenticate to the peer. */
final class OwnRound {

  private final IkeSa sa;
  private final Side side;
  private final Handshake handshake;
  private final AuthProgress progress;
  private final LocalAuth how;
  private final boolean fallback;

  /**
   * A round of ours.
   *
   * @param fallback whether, as initiator, the proof without the PPK that was named goes along
   */
  OwnRound(
      IkeSa sa,
      Side side,
      Handshake handshake,
      AuthProgress progress,
      LocalAuth how,
      boolean fallback) {
    this.sa = sa;
    this.side = side;
    this.handshake = handshake;
    this.progress = progress;
    this.how = how;
    this.fallback = fallback;
  }

  /** Where a round stands. */
  sealed interface Step {}

  /** It waits for a job. */
  record Waiting(int job) implements Step {}

  /**
   * It is complete.
   *
   * @param id our ID payload
   * @param certificates what goes before AUTH
   * @param auth our AUTH payload
   * @param withoutPpk NO_PPK_AUTH, if it goes along
   * @param kind for the posture
   * @param key the pre-shared key, if it was by one; who receives the record owns it
   */
  record Proved(
      IdPayload id,
      List<CertPayload> certificates,
      AuthPayload auth,
      Optional<NotifyPayload> withoutPpk,
      Authentication kind,
      Optional<Secret> key)
      implements Step {

    /** All payloads in the order of RFC 7296 1.2. */
    List<Payload> payloads(List<Payload> afterCertificates) {
      List<Payload> payloads = new ArrayList<>();
      payloads.add(id);
      payloads.addAll(certificates);
      payloads.addAll(afterCertificates);
      payloads.add(auth);
      withoutPpk.ifPresent(payloads::add);
      return payloads;
    }
  }

  /** We have nothing with which to authenticate. */
  record Impossible(String reason) implements Step {}

  private IdPayload id() {
    return AuthData.idPayload(side, how.identity());
  }

  /** The keys of our proof: with the PPK, if one was named. */
  private IkeKeys keys() {
    return progress.ppk().map(AuthProgress.NamedPpk::mixed).orElse(sa.channel().keys());
  }

  private List<SignedOctets> messages() {
    List<SignedOctets> messages = new ArrayList<>();
    messages.add(AuthData.signed(sa, handshake, keys(), id(), progress));
    if (progress.ppk().isPresent() && fallback) {
      messages.add(AuthData.signed(sa, handshake, sa.channel().keys(), id(), progress));
    }
    return messages;
  }

  /**
   * Begins.
   *
   * @param peer whom we believe the peer to be
   * @param abilities what the peer has said
   * @param known the pre-shared key, if it is known already; it stays with the caller unless it
   *     comes back
   */
  Step begin(Identity peer, PeerAbilities abilities, Optional<Secret> known) {
    return switch (how) {
      case LocalAuth.Psk psk ->
          known.isPresent()
              ? byKey(known.get())
              : new Waiting(sa.ask(new Job.LookUpPreSharedKey(psk.identity(), peer)));
      case LocalAuth.Signature signature -> sign(signature, abilities);
      case LocalAuth.Null none -> anonymous();
      case LocalAuth.Eap eap -> new Impossible("EAP has exchanges of its own");
    };
  }

  @Clause("rfc7427:3")
  private Step sign(LocalAuth.Signature signature, PeerAbilities abilities) {
    // = rfc7296:3.7
    boolean send =
        switch (signature.send()) {
          case ALWAYS -> true;
          case IF_ASKED -> !abilities.requests().isEmpty();
          case NEVER -> false;
        };
    SignerQuery query =
        new SignerQuery(
            signature.credential(),
            signature.identity(),
            abilities.requests(),
            send,
            abilities.takesHashAndUrl());
    SigningChoice choice =
        new SigningChoice(signature.schemes(), abilities.hashes(), abilities.announced());
    List<byte[]> messages = messages().stream().map(SignedOctets::octets).toList();
    return new Waiting(sa.ask(new Job.Sign(query, choice, messages, sa.draws().signatureSeed())));
  }

  /** The job has been done; empty if it is another one's. */
  Optional<Step> finish(JobResult.ForAuthentication result, Identity peer) {
    return switch (result) {
      case JobResult.PreSharedKey found ->
          Optional.of(
              found
                  .key()
                  .map(this::byKey)
                  .orElseGet(() ->
                      new Impossible("no pre-shared key for " + how.identity() + " and " + peer)));
      case JobResult.Signed signed -> Optional.of(signed(signed));
      case JobResult.NotSigned(String reason) -> Optional.of(new Impossible(reason));
      case JobResult.SignatureVerified other -> Optional.empty();
      case JobResult.SignatureRefused other -> Optional.empty();
      case JobResult.Ppks other -> Optional.empty();
    };
  }

  private Step signed(JobResult.Signed signed) {
    return proved(
        signed.certificates(),
        signed.method(),
        signed.data(),
        kind(signed.scheme()),
        Optional.empty());
  }

  static Authentication kind(SignatureScheme scheme) {
    return scheme.postQuantum()
        ? Authentication.POST_QUANTUM_SIGNATURE
        : Authentication.CLASSICAL_SIGNATURE;
  }

  private Step byKey(Secret key) {
    List<byte[]> data = new ArrayList<>();
    for (SignedOctets message : messages()) {
      data.add(PresharedKeyAuth.compute(handshake.keyContext().prf(), key, message, sa.trace()));
    }
    return proved(
        List.of(), AuthMethod.SHARED_KEY, data, Authentication.PRE_SHARED_KEY, Optional.of(key));
  }

  /** The shared secret is SK_pi or SK_pr: it ties the proof to this very IKE SA, no more. */
  @Clause("rfc7619:2.1")
  private Step anonymous() {
    List<byte[]> data = new ArrayList<>();
    List<SignedOctets> messages = messages();
    for (int i = 0; i < messages.size(); i++) {
      IkeKeys keys = i == 0 ? keys() : sa.channel().keys();
      data.add(
          PresharedKeyAuth.compute(
              handshake.keyContext().prf(), AuthData.skP(keys, side), messages.get(i), sa.trace()));
    }
    return proved(List.of(), AuthMethod.NULL, data, Authentication.NONE, Optional.empty());
  }

  // = rfc8784:3/4, rfc8784:3/5
  private Proved proved(
      List<CertPayload> certificates,
      AuthMethod method,
      List<byte[]> data,
      Authentication kind,
      Optional<Secret> key) {
    Optional<NotifyPayload> withoutPpk =
        data.size() > 1
            ? Optional.of(NotifyPayload.of(NotifyType.NO_PPK_AUTH, Octets.wrap(data.get(1))))
            : Optional.empty();
    return new Proved(
        id(),
        certificates,
        new AuthPayload(method, Octets.wrap(data.getFirst())),
        withoutPpk,
        kind,
        key);
  }
}
