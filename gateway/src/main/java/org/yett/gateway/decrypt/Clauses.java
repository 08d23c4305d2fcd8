package org.yett.gateway.decrypt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yett.ike.wire.CpPayload;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.EapPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** Where in the RFCs a message is described. */
final class Clauses {
  private static final Map<NotifyType, String> BY_NOTIFICATION =
      Map.ofEntries(
          Map.entry(NotifyType.COOKIE, "RFC 7296 2.6"),
          Map.entry(NotifyType.INVALID_KE_PAYLOAD, "RFC 7296 1.3"),
          Map.entry(NotifyType.NO_PROPOSAL_CHOSEN, "RFC 7296 2.7"),
          Map.entry(NotifyType.NAT_DETECTION_SOURCE_IP, "RFC 7296 2.23"),
          Map.entry(NotifyType.NAT_DETECTION_DESTINATION_IP, "RFC 7296 2.23"),
          Map.entry(NotifyType.REKEY_SA, "RFC 7296 1.3.3"),
          Map.entry(NotifyType.TEMPORARY_FAILURE, "RFC 7296 2.25"),
          Map.entry(NotifyType.CHILD_SA_NOT_FOUND, "RFC 7296 2.25"),
          Map.entry(NotifyType.TS_UNACCEPTABLE, "RFC 7296 2.9"),
          Map.entry(NotifyType.AUTHENTICATION_FAILED, "RFC 7296 2.21.2"),
          Map.entry(NotifyType.USE_TRANSPORT_MODE, "RFC 7296 1.3.1"),
          Map.entry(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED, "RFC 7383 2.3"),
          Map.entry(NotifyType.SIGNATURE_HASH_ALGORITHMS, "RFC 7427 4"),
          Map.entry(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED, "RFC 9242 3.1"),
          Map.entry(NotifyType.ADDITIONAL_KEY_EXCHANGE, "RFC 9370 2.2.4"),
          Map.entry(NotifyType.STATE_NOT_FOUND, "RFC 9370 2.2.4"),
          Map.entry(NotifyType.CHILDLESS_IKEV2_SUPPORTED, "RFC 6023 4"),
          Map.entry(NotifyType.MOBIKE_SUPPORTED, "RFC 4555 3.2"),
          Map.entry(NotifyType.UPDATE_SA_ADDRESSES, "RFC 4555 3.5"),
          Map.entry(NotifyType.ADDITIONAL_IP4_ADDRESS, "RFC 4555 3.4"),
          Map.entry(NotifyType.ADDITIONAL_IP6_ADDRESS, "RFC 4555 3.4"),
          Map.entry(NotifyType.NO_ADDITIONAL_ADDRESSES, "RFC 4555 3.4"),
          Map.entry(NotifyType.COOKIE2, "RFC 4555 3.7"),
          Map.entry(NotifyType.REDIRECT, "RFC 5685 9.2"),
          Map.entry(NotifyType.REDIRECT_SUPPORTED, "RFC 5685 9.1"),
          Map.entry(NotifyType.REDIRECTED_FROM, "RFC 5685 9.3"),
          Map.entry(NotifyType.TICKET_OPAQUE, "RFC 5723 4.3"),
          Map.entry(NotifyType.TICKET_REQUEST, "RFC 5723 4.1"),
          Map.entry(NotifyType.TICKET_LT_OPAQUE, "RFC 5723 4.2"),
          Map.entry(NotifyType.QUICK_CRASH_DETECTION, "RFC 6290 4.1"),
          Map.entry(NotifyType.PUZZLE, "RFC 8019 8.1"),
          Map.entry(NotifyType.EAP_ONLY_AUTHENTICATION, "RFC 5998 3"),
          Map.entry(NotifyType.USE_PPK, "RFC 8784 3"),
          Map.entry(NotifyType.PPK_IDENTITY, "RFC 8784 3"),
          Map.entry(NotifyType.NO_PPK_AUTH, "RFC 8784 3"),
          Map.entry(NotifyType.USE_PPK_INT, "RFC 9867 3.1"),
          Map.entry(NotifyType.PPK_IDENTITY_KEY, "RFC 9867 3.1"),
          Map.entry(NotifyType.SUPPORTED_AUTH_METHODS, "RFC 9593 3"));

  private Clauses() {}

  /** Of a message whose header alone can be read. */
  static List<String> of(IkeHeader header) {
    return List.copyOf(exchange(header.exchangeType()));
  }

  /**
   * Of a message: its exchange first, then what its payloads make of it.
   *
   * @param message the message, opened
   */
  static List<String> of(Message message) {
    Set<String> found = new LinkedHashSet<>();
    ExchangeType exchange = message.header().exchangeType();
    if (exchange.equals(ExchangeType.CREATE_CHILD_SA)) {
      found.add(createChildSa(message));
    } else if (exchange.equals(ExchangeType.INFORMATIONAL)) {
      found.add(informational(message));
    } else {
      found.addAll(exchange(exchange));
    }
    boolean additional =
        message.all(SaPayload.class).stream()
            .flatMap(sa -> sa.proposals().stream())
            .flatMap(proposal -> proposal.transforms().stream())
            .anyMatch(transform -> transform.type().isAdditionalKeyExchange());
    if (additional) {
      found.add("RFC 9370 2.2.1");
    }
    if (message.first(EapPayload.class).isPresent()) {
      found.add("RFC 7296 2.16");
    }
    if (message.first(CpPayload.class).isPresent()) {
      found.add("RFC 7296 2.19");
    }
    for (NotifyPayload notification : message.all(NotifyPayload.class)) {
      String clause = BY_NOTIFICATION.get(notification.notifyType());
      if (clause != null) {
        found.add(clause);
      }
    }
    return List.copyOf(found);
  }

  private static Set<String> exchange(ExchangeType type) {
    Set<String> found = new LinkedHashSet<>();
    if (type.equals(ExchangeType.IKE_SA_INIT)) {
      found.add("RFC 7296 1.2");
    } else if (type.equals(ExchangeType.IKE_AUTH)) {
      found.add("RFC 7296 1.2");
      found.add("RFC 7296 2.15");
    } else if (type.equals(ExchangeType.CREATE_CHILD_SA)) {
      found.add("RFC 7296 1.3");
    } else if (type.equals(ExchangeType.INFORMATIONAL)) {
      found.add("RFC 7296 1.4");
    } else if (type.equals(ExchangeType.IKE_INTERMEDIATE)) {
      found.add("RFC 9242 3.2");
      found.add("RFC 9370 2.2.2");
    } else if (type.equals(ExchangeType.IKE_FOLLOWUP_KE)) {
      found.add("RFC 9370 2.2.4");
    } else if (type.equals(ExchangeType.IKE_SESSION_RESUME)) {
      found.add("RFC 5723 4.3");
    }
    return found;
  }

  private static String createChildSa(Message message) {
    if (message.notification(NotifyType.REKEY_SA).isPresent()) {
      return "RFC 7296 1.3.3";
    }
    boolean ike =
        message.all(SaPayload.class).stream()
            .flatMap(sa -> sa.proposals().stream())
            .anyMatch(proposal -> proposal.protocol().equals(ProtocolId.IKE));
    if (ike) {
      return "RFC 7296 1.3.2";
    }
    // A response does not say whether it answers a request to rekey.
    return message.header().isResponse() ? "RFC 7296 1.3" : "RFC 7296 1.3.1";
  }

  private static String informational(Message message) {
    if (message.payloads().isEmpty()) {
      // An empty request asks for a sign of life; an empty response may answer anything.
      return message.header().isRequest() ? "RFC 7296 2.4" : "RFC 7296 1.4";
    }
    return message.first(DeletePayload.class).isPresent() ? "RFC 7296 1.4.1" : "RFC 7296 1.4";
  }
}
