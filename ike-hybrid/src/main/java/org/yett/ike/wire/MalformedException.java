package org.yett.ike.wire;

/**
 * Carries a {@link WireError} out of nested decoding. Checked, so that the compiler sees that it
 * does not leave the decoder; without a stack trace, so that garbage costs its sender more than us.
 */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient WireError error;

  MalformedException(WireError error) {
    super(error.describe(), null, false, false);
    this.error = error;
  }

  MalformedException(Offence offence, int offset, String detail) {
    this(WireError.of(offence, offset, detail));
  }

  WireError error() {
    return error;
  }
}
