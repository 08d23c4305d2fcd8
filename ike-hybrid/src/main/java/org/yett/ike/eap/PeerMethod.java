package org.yett.ike.eap;

import java.util.Optional;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/** The client's side of a method. */
interface PeerMethod extends AutoCloseable {

  /**
   * Answers a request.
   *
   * @param identifier that of the request
   * @param request what follows the Type
   */
  Turn answer(int identifier, Octets request, EapEnvironment environment);

  /** Whether the method has come so far that EAP Success may be believed. */
  boolean isComplete();

  /** What is known to have failed, though the other end is still to be told, or has been. */
  Optional<Turn.Broken> failure();

  /** The MSK; whoever takes it owns it. Empty before completion, and for methods without a key. */
  Optional<Secret> takeKey();

  @Override
  void close();
}
