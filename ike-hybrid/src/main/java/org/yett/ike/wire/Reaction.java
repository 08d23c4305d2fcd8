package org.yett.ike.wire;

import java.util.Optional;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * What the peer gets whose request commits an offence. A response that commits one is never
 * answered (RFC 7296 2.21).
 *
 * @param whenAuthentic the notification inside the IKE SA, if the message was authentic; empty:
 *     none
 * @param whenNot the notification in clear, if the message was not protected by an IKE SA or did
 *     not prove authentic; empty: the message is dropped in silence
 */
public record Reaction(Optional<NotifyType> whenAuthentic, Optional<NotifyType> whenNot) {

  /** The message is dropped, whatever it was. */
  public static final Reaction DROP = new Reaction(Optional.empty(), Optional.empty());

  /** INVALID_SYNTAX, but in an encrypted message only (RFC 7296 3.10.1). */
  @Clause("rfc7296:3.10.1/x1")
  public static final Reaction INVALID_SYNTAX =
      new Reaction(Optional.of(NotifyType.INVALID_SYNTAX), Optional.empty());

  /** UNSUPPORTED_CRITICAL_PAYLOAD, in clear too (RFC 7296 2.5). */
  public static final Reaction UNSUPPORTED_CRITICAL_PAYLOAD =
      always(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD);

  /** INVALID_MAJOR_VERSION, in clear: nothing else about the message is known (RFC 7296 2.5). */
  public static final Reaction INVALID_MAJOR_VERSION =
      new Reaction(Optional.empty(), Optional.of(NotifyType.INVALID_MAJOR_VERSION));

  /** One notification in both cases. */
  public static Reaction always(NotifyType type) {
    return new Reaction(Optional.of(type), Optional.of(type));
  }
}
