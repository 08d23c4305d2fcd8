package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.auth.PresharedKeyAuth;
import org.yett.ike.auth.SignatureDemand;
import org.yett.ike.auth.SignedOctets;
import org.yett.ike.config.Identity;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.NotifyType;

/** One round in which the peer authenticates to us. */
final class PeerRound {

  private final IkeSa sa;
  private final Side side;
  private final Handshake handshake;
  private final AuthProgress progress;
  private final RemoteAuth how;
  private final Identity ours;
  private final Message message;
  private final boolean withoutPpk;

  /**
   * A round of the peer.
   *
   * @param side the peer's side
   * @param how what is expected of it
   * @param ours our identity
   * @param message its message, with ID and AUTH payload
   * @param withoutPpk whether, as responder, NO_PPK_AUTH counts and not AUTH, since we do not have
   *     the PPK that the initiator named
   */
  PeerRound(
      IkeSa sa,
      Side side,
      Handshake handshake,
      AuthProgress progress,
      RemoteAuth how,
      Identity ours,
      Message message,
      boolean withoutPpk) {
    this.sa = sa;
    this.side = side;
    this.handshake = handshake;
    this.progress = progress;
    this.how = how;
    this.ours = ours;
    this.message = message;
    this.withoutPpk = withoutPpk;
  }

  /** Where a round stands. */
  sealed interface Step {}

  /** It waits for a job. */
  record Waiting(int job) implements Step {}

  /**
   * The peer is who it says.
   *
   * @param kind for the posture
   * @param key the pre-shared key, if it was by one; who receives the record owns it
   */
  record Proved(Authentication kind, Optional<Secret> key) implements Step {}

  /** The peer is not accepted. */
  record Refused(Offence offence, String detail) implements Step {}

  /** Whether an AUTH payload is of the kind that is expected. */
  static boolean isExpected(RemoteAuth how, AuthPayload auth) {
    AuthMethod method = auth.method();
    return switch (how) {
      case RemoteAuth.Psk psk -> method.equals(AuthMethod.SHARED_KEY);
      case RemoteAuth.Null none -> method.equals(AuthMethod.NULL);
      case RemoteAuth.Eap eap -> false;
      case RemoteAuth.Signature signature ->
          !method.equals(AuthMethod.SHARED_KEY) && !method.equals(AuthMethod.NULL);
    };
  }

  private PlacedPayload id() {
    return message.identification(side).orElseThrow();
  }

  private Identity peer() {
    return AuthData.identity(id());
  }

  private AuthPayload auth() {
    return message.first(AuthPayload.class).orElseThrow();
  }

  // = rfc8784:3/8
  private Octets data() {
    return withoutPpk
        ? message.notification(NotifyType.NO_PPK_AUTH).map(NotifyPayload::data).orElse(Octets.EMPTY)
        : auth().data();
  }

  private SignedOctets signed() {
    return AuthData.signed(sa, handshake, side, id(), progress);
  }

  /**
   * Begins.
   *
   * @param known the pre-shared key of these two, if it is known already
   */
  Step begin(Optional<Secret> known) {
    // = rfc7619:2/1
    if (!isExpected(how, auth())) {
      return new Refused(
          Offence.UNACCEPTABLE_IDENTITY,
          "authentication of " + peer() + " by " + auth().method() + " is not accepted");
    }
    return switch (how) {
      case RemoteAuth.Psk psk ->
          known.isPresent()
              ? byKey(known.get())
              : new Waiting(sa.ask(new Job.LookUpPreSharedKey(ours, peer())));
      case RemoteAuth.Signature signature -> new Waiting(sa.ask(verification(signature)));
      case RemoteAuth.Null none -> anonymous();
      case RemoteAuth.Eap eap -> wrong();
    };
  }

  @Clause("rfc7296:2.15")
  private Job verification(RemoteAuth.Signature signature) {
    Side ownSide = side == Side.INITIATOR ? Side.RESPONDER : Side.INITIATOR;
    boolean digitalSignature = PeerAbilities.of(handshake, ownSide).hashes().isPresent();
    return new Job.VerifySignature(
        new PeerKeyQuery(
            signature.trust(), peer(), message.all(CertPayload.class), sa.context().now()),
        new SignatureDemand(signature.accepted(), signature.schemes().isEmpty(), digitalSignature),
        auth().method(),
        data().toArray(),
        signed().octets());
  }

  /** The job has been done; empty if it is another one's. */
  Optional<Step> finish(JobResult.ForAuthentication result) {
    return switch (result) {
      case JobResult.PreSharedKey found ->
          Optional.of(
              found
                  .key()
                  .map(this::byKey)
                  .orElseGet(() ->
                      new Refused(
                          Offence.UNACCEPTABLE_IDENTITY,
                          "no pre-shared key for " + ours + " and " + peer())));
      case JobResult.SignatureVerified verified ->
          Optional.of(new Proved(OwnRound.kind(verified.scheme()), Optional.empty()));
      case JobResult.SignatureRefused refused ->
          Optional.of(
              new Refused(
                  refused.reason().isPresent()
                      ? Offence.UNACCEPTABLE_CERTIFICATE
                      : Offence.WRONG_AUTH_DATA,
                  "AUTH of "
                      + peer()
                      + " is not accepted: "
                      + refused.reason().map(r -> r + ", ").orElse("")
                      + refused.detail()));
      case JobResult.Signed other -> Optional.empty();
      case JobResult.NotSigned other -> Optional.empty();
      case JobResult.Ppks other -> Optional.empty();
    };
  }

  private Step byKey(Secret key) {
    boolean proved =
        PresharedKeyAuth.verify(
            handshake.keyContext().prf(), key, signed(), data().toArray(), sa.trace());
    if (proved) {
      return new Proved(Authentication.PRE_SHARED_KEY, Optional.of(key));
    }
    key.close();
    return wrong();
  }

  @Clause("rfc7619:2.1")
  private Step anonymous() {
    boolean proved =
        PresharedKeyAuth.verify(
            handshake.keyContext().prf(),
            AuthData.skP(sa.channel().keys(), side),
            signed(),
            data().toArray(),
            sa.trace());
    return proved ? new Proved(Authentication.NONE, Optional.empty()) : wrong();
  }

  private Refused wrong() {
    return new Refused(Offence.WRONG_AUTH_DATA, "AUTH of " + peer() + " does not verify");
  }
}
