package org.yett.ike.exchange;

import java.util.List;
import java.util.OptionalInt;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.wire.NotifyPayload;

/**
 * Something that we do over an established IKE SA and that takes a request of ours. Several may be
 * under way; each waits until the window has room.
 */
sealed interface Procedure
    permits Procedure.CheckLiveness,
        Procedure.DeleteChildSas,
        Procedure.ChangeAddresses,
        Procedure.Inform,
        Creation,
        PeerCreation {

  /** How far it has come. */
  Progress progress();

  /** Commands that wait for it. */
  List<Long> tags();

  /** The same, its request having been sent. */
  Procedure sent(long messageId);

  /** How far a procedure of one request has come. */
  sealed interface Progress {
    /** Its request waits for room in the window. */
    record Waiting() implements Progress {}

    /**
     * Its request has been sent.
     *
     * @param messageId the request's Message ID
     */
    record Sent(long messageId) implements Progress {}

    /** It does something else than asking the peer. */
    record Busy() implements Progress {}
  }

  /** The job that it waits for, if it waits for one. */
  default OptionalInt awaitedJob() {
    return OptionalInt.empty();
  }

  /** Wipes the secrets that it alone holds: it is given up. */
  default void abandon() {}

  /** The beginning of every procedure. */
  Progress WAITING = new Progress.Waiting();

  /** Of a procedure that has nothing to ask the peer at present. */
  Progress BUSY = new Progress.Busy();

  /** The peer is asked for a sign of life (RFC 7296 2.4). */
  record CheckLiveness(Progress progress, List<Long> tags) implements Procedure {
    public CheckLiveness {
      tags = List.copyOf(tags);
    }

    @Override
    public Procedure sent(long messageId) {
      return new CheckLiveness(new Progress.Sent(messageId), tags);
    }
  }

  /** Child SAs are deleted by us (RFC 7296 1.4.1). */
  record DeleteChildSas(
      Progress progress, List<ChildSaId> ids, DeleteReason reason, List<Long> tags)
      implements Procedure {
    public DeleteChildSas {
      ids = List.copyOf(ids);
      tags = List.copyOf(tags);
    }

    @Override
    public Procedure sent(long messageId) {
      return new DeleteChildSas(new Progress.Sent(messageId), ids, reason, tags);
    }
  }

  /** Addresses are changed, announced or checked (RFC 4555). */
  record ChangeAddresses(Progress progress, AddressTask task) implements Procedure {
    @Override
    public List<Long> tags() {
      return List.of();
    }

    @Override
    public Procedure sent(long messageId) {
      return new ChangeAddresses(new Progress.Sent(messageId), task);
    }
  }

  /** The peer is told something that needs no answer but that it has come. */
  record Inform(Progress progress, NotifyPayload notification) implements Procedure {
    @Override
    public List<Long> tags() {
      return List.of();
    }

    @Override
    public Procedure sent(long messageId) {
      return new Inform(new Progress.Sent(messageId), notification);
    }
  }
}
