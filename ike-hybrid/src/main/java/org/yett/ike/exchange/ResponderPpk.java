package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.wire.NotifyPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** A post-quantum preshared key in IKE_AUTH, as responder (RFC 8784). */
@Clause("rfc8784:3")
final class ResponderPpk {

  private final IkeSa sa;

  ResponderPpk(IkeSa sa) {
    this.sa = sa;
  }

  /** What becomes of the PPK. */
  sealed interface Outcome {}

  /** It is being looked up. */
  record LookingUp(int job) implements Outcome {}

  /** Whether one is used is settled. */
  record Settled(AuthRun run) implements Outcome {}

  /** There has to be one, and there is none. */
  record Refused(String detail) implements Outcome {}

  /** The first IKE_AUTH request has come. */
  Outcome begin(AuthRun run) {
    boolean required = run.connection().auth().ppk().required();
    if (!InitiatorPpk.isAgreed(run.handshake())) {
      return required && !run.handshake().ppk()
          ? new Refused("the peer does not use a PPK, which is required")
          : new Settled(run);
    }
    Optional<NotifyPayload> named = run.first().notification(NotifyType.PPK_IDENTITY);
    // = rfc8784:3/6
    if (named.isEmpty()) {
      return new Refused("the peer names no PPK, though both ends have announced it");
    }
    return new LookingUp(sa.ask(new Job.LookUpPpk(List.of(named.get().data().toArray()))));
  }

  /** The look-up is done. */
  Outcome found(AuthRun run, JobResult.Ppks found) {
    if (found.found().isEmpty()) {
      boolean fallback = run.first().notification(NotifyType.NO_PPK_AUTH).isPresent();
      // = rfc8784:3/7
      if (!fallback || InitiatorPpk.isRequired(run.connection())) {
        return new Refused("the PPK that the peer names is unknown");
      }
      // = rfc8784:3/8
      return new Settled(run.with(AuthRun.PpkUse.UNKNOWN));
    }
    // = rfc8784:3/3
    sa.channel()
        .mixed(
            IkeKeySchedule.mixPpkForAuth(
                run.handshake().keyContext(),
                sa.channel().keys(),
                found.found().getFirst().key(),
                sa.trace()));
    found.discard();
    return new Settled(run.with(run.progress().settled(true)).with(AuthRun.PpkUse.USED));
  }
}
