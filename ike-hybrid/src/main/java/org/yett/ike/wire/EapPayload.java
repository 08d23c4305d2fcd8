package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * EAP (RFC 7296 3.16).
 *
 * @param message the EAP message: code, identifier, length of 2 octets, and what follows
 */
public record EapPayload(Octets message) implements Payload {

  /** Length of the header of an EAP message in octets. */
  public static final int EAP_HEADER_SIZE = 4;

  /** The code of a request. */
  public static final int REQUEST = 1;

  /** The code of a response. */
  public static final int RESPONSE = 2;

  /** The code of a success. */
  public static final int SUCCESS = 3;

  /** The code of a failure. */
  public static final int FAILURE = 4;

  /** Refuses what is too short for an EAP message. */
  public EapPayload {
    if (message.size() < EAP_HEADER_SIZE) {
      throw new IllegalArgumentException("an EAP message of " + message.size() + " octets");
    }
  }

  /** The code: 1 request, 2 response, 3 success, 4 failure. */
  public int code() {
    return message.u8(0);
  }

  /** The identifier. */
  public int identifier() {
    return message.u8(1);
  }

  @Override
  public PayloadType type() {
    return PayloadType.EAP;
  }

  /** For example {@code EAP(request 26, 30)}: code, type and length. */
  @Override
  public String describe() {
    String code =
        switch (code()) {
          case REQUEST -> "request";
          case RESPONSE -> "response";
          case SUCCESS -> "success";
          case FAILURE -> "failure";
          default -> "code " + code();
        };
    String method = message.size() > EAP_HEADER_SIZE ? " " + message.u8(EAP_HEADER_SIZE) : "";
    return "EAP(" + code + method + ", " + message.size() + ")";
  }
}
