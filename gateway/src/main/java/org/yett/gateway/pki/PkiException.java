package org.yett.gateway.pki;

/** A key, certificate or request that cannot be read, used or made; the message says why. */
public final class PkiException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Never with a secret in the message. */
  public PkiException(String message) {
    super(message, null, false, false);
  }

  /** The same, said of a file. */
  public PkiException in(Object place) {
    return new PkiException(place + ": " + getMessage());
  }
}
