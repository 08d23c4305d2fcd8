package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** A post-quantum preshared key in IKE_AUTH, as initiator (RFC 8784). */
@Clause("rfc8784:3")
final class InitiatorPpk {

  private final IkeSa sa;

  InitiatorPpk(IkeSa sa) {
    this.sa = sa;
  }

  /** What the response makes of it. */
  sealed interface Outcome {}

  /** Whether it is used is settled. */
  record Settled(AuthProgress progress) implements Outcome {}

  /** It had to be used, and is not. */
  record Refused(String detail) implements Outcome {}

  /** Whether both ends have announced PPKs in IKE_AUTH. */
  static boolean isAgreed(Handshake handshake) {
    return handshake.resumed().isEmpty()
        && handshake.saInitRequest().notification(NotifyType.USE_PPK).isPresent()
        && handshake.saInitResponse().notification(NotifyType.USE_PPK).isPresent();
  }

  /** Why there can be no IKE SA, if a PPK is required and the peer does not use any. */
  // = rfc8784:3/2
  static Optional<String> obstacle(ConnectionConfig connection, Handshake handshake) {
    return connection.auth().ppk().required() && !handshake.ppk() && !isAgreed(handshake)
        ? Optional.of("the peer does not use a PPK, which is required")
        : Optional.empty();
  }

  /**
   * Whether there is no IKE SA without the PPK, now that both ends have announced PPKs: always if
   * an end does not authenticate otherwise.
   */
  // = rfc8784:5.2.3/2
  static boolean isRequired(ConnectionConfig connection) {
    return connection.auth().ppk().required()
        || connection.localRounds().stream().anyMatch(LocalAuth.Null.class::isInstance)
        || connection.remoteRounds().stream().anyMatch(RemoteAuth.Null.class::isInstance);
  }

  int lookUp(ConnectionConfig connection) {
    return sa.ask(
        new Job.LookUpPpk(
            connection.auth().ppk().ids().stream().map(PpkConfig.PpkId::octets).toList()));
  }

  /** Takes the first PPK that there is; the others are wiped. */
  Optional<AuthProgress.NamedPpk> name(IkeKeyContext context, JobResult.Ppks found) {
    Optional<AuthProgress.NamedPpk> named =
        found.found().stream()
            .findFirst()
            .map(ppk ->
                new AuthProgress.NamedPpk(
                    Octets.wrap(ppk.id()),
                    IkeKeySchedule.mixPpkForAuth(
                        context, sa.channel().keys(), ppk.key(), sa.trace())));
    found.discard();
    return named;
  }

  /** Takes from the first response whether the PPK is in use. */
  Outcome answered(ConnectionConfig connection, AuthProgress progress, Message response) {
    if (progress.ppk().isEmpty()) {
      return new Settled(progress);
    }
    // = rfc8784:3/9
    if (response.notification(NotifyType.PPK_IDENTITY).isPresent()) {
      sa.channel().mixed(progress.ppk().get().mixed());
      return new Settled(progress.settled(true));
    }
    // = rfc8784:3/10
    if (isRequired(connection)) {
      return new Refused("the peer does not use the PPK, which is required");
    }
    progress.close();
    return new Settled(progress.settled(false));
  }
}
