package org.yett.ike.eap;

/** Why EAP has failed. */
public enum EapFailure {
  /** A packet that breaks EAP or its method. */
  MALFORMED,
  /** There is no method that both ends take. */
  NO_COMMON_METHOD,
  /** A method that RFC 5998 does not allow where nothing but EAP proves the responder. */
  METHOD_NOT_SAFE_ALONE,
  /** No secret, or no certificate, for this identity. */
  NO_CREDENTIAL,
  /** The password is wrong, at one end or the other. */
  WRONG_PASSWORD,
  /** The identity within the method is another one than that which was claimed. */
  WRONG_IDENTITY,
  /** TLS has failed: most often because of a certificate. */
  TLS,
  /** The other end says that it has failed. */
  REFUSED_BY_PEER,
  /** It has taken more messages than any method needs. */
  TOO_MANY_ROUNDS
}
