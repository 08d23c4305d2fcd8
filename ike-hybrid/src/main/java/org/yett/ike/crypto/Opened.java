package org.yett.ike.crypto;

/** What opening a protected body gives. */
public sealed interface Opened {

  /**
   * The message is authentic.
   *
   * @param plaintext the inner payloads, without padding; the receiver of the record owns it
   */
  record Authentic(byte[] plaintext) implements Opened {}

  /**
   * The message is refused.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements Opened {}

  /** Reasons to refuse. */
  enum Refusal {
    /** Too short for IV, Pad Length and ICV. */
    TOO_SHORT,
    /** The integrity check failed. */
    WRONG_ICV,
    /** The integrity check passed, but the ciphertext is no multiple of the block length. */
    NOT_ALIGNED,
    /** The integrity check passed, but Pad Length exceeds what is there. */
    WRONG_PAD_LENGTH;

    /** Whether a holder of the keys made the message: a peer with a bug, not an attacker. */
    public boolean isAuthentic() {
      return this == NOT_ALIGNED || this == WRONG_PAD_LENGTH;
    }
  }
}
