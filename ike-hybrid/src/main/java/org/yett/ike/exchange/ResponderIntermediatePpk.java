package org.yett.ike.exchange;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.keys.Ppk;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** A post-quantum preshared key in IKE_INTERMEDIATE, as responder (RFC 9867 3.1). */
@Clause("rfc9867:3.1")
final class ResponderIntermediatePpk {

  private static final int SHORTEST = 1 + Ppk.CONFIRMATION_LENGTH;

  private final IkeSa sa;

  ResponderIntermediatePpk(IkeSa sa) {
    this.sa = sa;
  }

  /** Whether a message offers PPKs, and their turn has come. */
  static boolean isOffered(Handshake handshake, Message message) {
    return message.notification(NotifyType.PPK_IDENTITY_KEY).isPresent()
        && handshake.toDo().size() == 1
        && handshake.toDo().getFirst() instanceof IntermediatePurpose.PpkIdentity;
  }

  /** Whether one has to be used, whichever connection it will be. */
  static boolean isRequired(List<ConnectionConfig> candidates) {
    return candidates.stream().allMatch(c -> c.auth().ppk().required());
  }

  /** Whether a request for an IKE SA offers no PPK, where one has to be used. */
  // = rfc9867:3.1/4
  static boolean isMissing(List<ConnectionConfig> candidates, Message saInit) {
    return !candidates.isEmpty()
        && isRequired(candidates)
        && saInit.notification(NotifyType.USE_PPK_INT).isEmpty()
        && saInit.notification(NotifyType.USE_PPK).isEmpty();
  }

  private static List<Octets> offers(Message message) {
    return message.notifications(NotifyType.PPK_IDENTITY_KEY).stream()
        .map(NotifyPayload::data)
        .filter(data -> data.size() >= SHORTEST)
        .toList();
  }

  private static byte[] id(Octets offer) {
    return offer.slice(0, offer.size() - Ppk.CONFIRMATION_LENGTH).toArray();
  }

  int lookUp(Message message) {
    return sa.ask(
        new Job.LookUpPpk(offers(message).stream().map(ResponderIntermediatePpk::id).toList()));
  }

  /** The first offered PPK of which we have the same value. */
  Optional<JobResult.FoundPpk> choose(Handshake handshake, Message message, JobResult.Ppks found) {
    for (Octets offer : offers(message)) {
      for (JobResult.FoundPpk ppk : found.found()) {
        byte[] confirmation = Ppk.confirmation(handshake.keyContext(), ppk.key(), sa.trace());
        byte[] claimed =
            offer.slice(offer.size() - Ppk.CONFIRMATION_LENGTH, Ppk.CONFIRMATION_LENGTH).toArray();
        if (Arrays.equals(ppk.id(), id(offer)) && MessageDigest.isEqual(claimed, confirmation)) {
          return Optional.of(ppk);
        }
      }
    }
    return Optional.empty();
  }
}
