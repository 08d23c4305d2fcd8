package org.yett.ike.crypto;

import org.yett.spec.iana.KeyExchangeMethod;

/**
 * A key exchange method as IKEv2 runs it: the initiator's share, the responder's share and secret,
 * the initiator's secret. KEMs are the general case; a Diffie-Hellman method is one whose shares
 * happen to be alike.
 *
 * <p>Implementations hold no state and draw nothing: random octets come in, so that an operation is
 * a pure function and can run as a job on any thread. Shares are the data of the KE payload (RFC
 * 7296 3.4) without its method field.
 */
public interface KeyExchange {

  /** The number under which the method is negotiated. */
  KeyExchangeMethod method();

  /** Length of the initiator's share in octets. */
  int initiatorShareLength();

  /** Length of the responder's share in octets. */
  int responderShareLength();

  /** Length of the shared secret in octets; always the same for a method, never stripped. */
  int sharedSecretLength();

  /** What {@link #initiate} takes. */
  RandomNeed initiatorRandom();

  /** What {@link #respond} takes. */
  RandomNeed responderRandom();

  /**
   * Makes the initiator's share.
   *
   * @param random as {@link #initiatorRandom()} says; the caller still owns it and wipes it
   * @return the private half, to be completed once and closed
   * @throws IllegalArgumentException if {@code random} has the wrong length
   */
  InitiatorKey initiate(byte[] random);

  /**
   * Checks the initiator's share, and makes the responder's share and secret.
   *
   * @param initiatorShare as received
   * @param random as {@link #responderRandom()} says; the caller still owns it and wipes it
   * @throws IllegalArgumentException if {@code random} has the wrong length
   */
  Response respond(byte[] initiatorShare, byte[] random);

  /** The private half of an initiator's share, for one exchange. */
  interface InitiatorKey extends AutoCloseable {

    /** The method it belongs to. */
    KeyExchangeMethod method();

    /** A copy of the share to send. */
    byte[] share();

    /**
     * Checks the responder's share and computes the secret.
     *
     * @param responderShare as received
     * @throws IllegalStateException after {@link #close()}
     */
    Completion complete(byte[] responderShare);

    /** Wipes the private value. */
    @Override
    void close();
  }

  /** What {@link KeyExchange#respond} gives. */
  sealed interface Response permits Responded, Failed {}

  /** What {@link InitiatorKey#complete} gives. */
  sealed interface Completion permits Completed, Failed {}

  /**
   * The responder's half succeeded.
   *
   * @param share the share to send; the receiver of the record owns it
   * @param secret the shared secret; the receiver of the record closes it
   */
  record Responded(byte[] share, Secret secret) implements Response {}

  /**
   * The initiator's half succeeded.
   *
   * @param secret the shared secret; the receiver of the record closes it
   */
  record Completed(Secret secret) implements Completion {}

  /**
   * The peer's share was refused.
   *
   * @param error which rule it breaks
   */
  record Failed(KeyExchangeError error) implements Response, Completion {}
}
