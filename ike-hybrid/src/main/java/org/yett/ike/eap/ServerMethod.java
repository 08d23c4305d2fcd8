package org.yett.ike.eap;

import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/** The server's side of a method. */
interface ServerMethod extends AutoCloseable {

  /**
   * The first request, or why there can be none.
   *
   * @param identifier that of the request
   */
  Turn begin(int identifier, EapEnvironment environment);

  /**
   * Takes a response.
   *
   * @param response what follows the Type
   */
  Turn advance(Octets response, EapEnvironment environment);

  /** The client, as the method has proved it. */
  EapIdentity who();

  /** The MSK; whoever takes it owns it. Empty before completion, and for methods without a key. */
  Optional<Secret> takeKey();

  @Override
  void close();
}
