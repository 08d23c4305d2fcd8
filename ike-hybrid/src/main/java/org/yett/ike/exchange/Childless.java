package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** IKE SAs that begin without a Child SA (RFC 6023): what an initiator does. */
sealed interface Childless {

  /** IKE_AUTH sets up a Child SA, too. */
  record WithChild(ChildConfig child) implements Childless {}

  /** IKE_AUTH is without a Child SA. */
  record WithoutChild() implements Childless {}

  /** It cannot be as our configuration wants it. */
  record Impossible(String reason) implements Childless {}

  /** How IKE_AUTH is to be, after what the responder has announced. */
  @Clause("rfc6023:3/2")
  static Childless of(InitiatorPlan plan, Handshake handshake) {
    ChildlessPolicy policy = plan.connection().childless();
    Optional<ChildConfig> child = plan.child();
    // = rfc6023:3/3
    boolean supported =
        policy.accepted()
            && handshake
                .saInitResponse()
                .notification(NotifyType.CHILDLESS_IKEV2_SUPPORTED)
                .isPresent();
    boolean wanted =
        child.isEmpty() || policy == ChildlessPolicy.FORCE || policy == ChildlessPolicy.PREFER;
    if (wanted && supported) {
      return new WithoutChild();
    }
    if (child.isEmpty() || policy == ChildlessPolicy.FORCE) {
      return new Impossible("the peer does not support IKE SAs without a Child SA");
    }
    return new WithChild(child.get());
  }

  /** The notification of a responder that accepts them. */
  @Clause("rfc6023:4")
  static NotifyPayload notification() {
    return new NotifyPayload(
        ProtocolId.IKE, Octets.EMPTY, NotifyType.CHILDLESS_IKEV2_SUPPORTED, Octets.EMPTY);
  }

  /** The IKE SA stands without a Child SA; the one that is wanted follows. */
  static Established continueWith(IkeSa sa, InitiatorPlan plan, Established established) {
    if (plan.child().isEmpty()) {
      sa.context().finish(plan.tags(), Optional.empty());
      return established;
    }
    return new Creations(sa)
        .want(established, new Aim.NewChild(plan.child().get(), plan.packet()), plan.tags());
  }
}
