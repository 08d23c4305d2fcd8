package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.path.Path;
import org.yett.ike.transport.NatDetection;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** The notifications with which both ends of IKE_SA_INIT say what they support. */
final class SaInitNotifications {

  private SaInitNotifications() {}

  /**
   * NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP.
   *
   * @param forced whether the peer shall believe that there is a NAT: the hash is of no real port
   */
  @Clause("rfc7296:2.23/7")
  static List<Payload> natDetection(IkeSpi initiator, IkeSpi responder, Path path, boolean forced) {
    Octets source =
        NatDetection.hash(initiator, responder, forced ? path.local().withPort(0) : path.local());
    Octets destination = NatDetection.hash(initiator, responder, path.remote());
    return List.of(
        NotifyPayload.of(NotifyType.NAT_DETECTION_SOURCE_IP, source),
        NotifyPayload.of(NotifyType.NAT_DETECTION_DESTINATION_IP, destination));
  }

  /** What we support: fragmentation as the connection wants it, and IKE_INTERMEDIATE. */
  @Clause("rfc9242:3.1")
  @Clause("rfc7383:2.3/1")
  @Clause("rfc7383:2.3/2")
  @Clause("rfc7383:2.3/3")
  static List<Payload> supported(boolean fragmentation, boolean intermediate) {
    List<Payload> supported = new ArrayList<>();
    if (fragmentation) {
      supported.add(NotifyPayload.of(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED));
    }
    if (intermediate) {
      supported.add(NotifyPayload.of(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED));
    }
    return supported;
  }

  /** Takes from the peer's message what it says about NATs and fragmentation. */
  static void learn(IkeSa sa, Message message, Path from, ConnectionConfig connection) {
    if (!connection.mobility().natsProhibited()
        && message.notification(NotifyType.NAT_DETECTION_SOURCE_IP).isPresent()) {
      sa.channel().route().agreeOnNatTraversal();
    }
    learnNat(sa, message, from, connection);
    // = rfc7383:2.4/1
    if (agreesOnFragmentation(message, connection)) {
      sa.channel().fragmentation().agree();
      sa.channel().fragmentation().mode(connection.fragmentation());
    }
  }

  /** Takes from the peer's message what it says about NATs. */
  static void learnNat(IkeSa sa, Message message, Path from, ConnectionConfig connection) {
    if (connection.mobility().natsProhibited()) {
      return;
    }
    IkeSpi initiator = message.header().initiatorSpi();
    IkeSpi responder = message.header().responderSpi();
    boolean natRemote =
        NatDetection.isTranslated(
            data(message, NotifyType.NAT_DETECTION_SOURCE_IP), initiator, responder, from.remote());
    boolean natLocal =
        NatDetection.isTranslated(
            data(message, NotifyType.NAT_DETECTION_DESTINATION_IP),
            initiator,
            responder,
            from.local());
    sa.channel().route().nat(natLocal, natRemote, connection.forceUdpEncapsulation());
  }

  /** Whether the peer supports fragmentation, and our connection wants it. */
  static boolean agreesOnFragmentation(Message message, ConnectionConfig connection) {
    return connection.fragmentation().announced()
        && message.notification(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED).isPresent();
  }

  private static List<Octets> data(Message message, NotifyType type) {
    return message.notifications(type).stream().map(NotifyPayload::data).toList();
  }
}
