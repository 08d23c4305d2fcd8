package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.IntAuthChain;
import org.yett.ike.config.Identity;
import org.yett.ike.event.Posture;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;

/**
 * What IKE_SA_INIT has settled, and how far IKE_INTERMEDIATE has come.
 *
 * @param suite the algorithms
 * @param keyContext what all generations of keys have in common
 * @param saInitRequest IKE_SA_INIT request as it was on the wire: RealMessage1
 * @param saInitResponse IKE_SA_INIT response as it was on the wire: RealMessage2
 * @param intermediate whether both ends announced IKE_INTERMEDIATE
 * @param toDo purposes for which no IKE_INTERMEDIATE exchange has taken place yet
 * @param intAuth what the exchanges so far contribute to AUTH
 * @param resumed of what IKE SA it is the resumption, if it is one: then the two messages are those
 *     of IKE_SESSION_RESUME
 * @param ppk whether a PPK has been mixed into the keys in IKE_INTERMEDIATE (RFC 9867)
 */
record Handshake(
    Suite suite,
    IkeKeyContext keyContext,
    Message saInitRequest,
    Message saInitResponse,
    boolean intermediate,
    List<IntermediatePurpose> toDo,
    IntAuthChain intAuth,
    Optional<Resumed> resumed,
    boolean ppk) {

  Handshake {
    toDo = List.copyOf(toDo);
  }

  /** From what the keys of the first Child SA are made (RFC 7296 2.17). */
  KeySeries series() {
    return new KeySeries(
        Octets.wrap(keyContext.ni()), Octets.wrap(keyContext.nr()), List.of(), List.of());
  }

  /** Of an IKE SA that is set up anew. */
  Handshake(
      Suite suite,
      IkeKeyContext keyContext,
      Message saInitRequest,
      Message saInitResponse,
      boolean intermediate,
      List<IntermediatePurpose> toDo,
      IntAuthChain intAuth) {
    this(
        suite,
        keyContext,
        saInitRequest,
        saInitResponse,
        intermediate,
        toDo,
        intAuth,
        Optional.empty(),
        false);
  }

  /**
   * What a resumed IKE SA has of the one before.
   *
   * @param ours our identity
   * @param peer the peer's identity
   * @param posture what protected it
   */
  record Resumed(Identity ours, Identity peer, Posture posture) {}

  /** The same with other octets for AUTH. */
  Handshake withIntAuth(IntAuthChain chain) {
    return new Handshake(
        suite, keyContext, saInitRequest, saInitResponse, intermediate, toDo, chain, resumed, ppk);
  }

  /** The same without the first purpose. */
  Handshake withoutFirstPurpose() {
    return new Handshake(
        suite,
        keyContext,
        saInitRequest,
        saInitResponse,
        intermediate,
        toDo.subList(1, toDo.size()),
        intAuth,
        resumed,
        ppk);
  }

  /** The same with a PPK in the keys. */
  Handshake withPpk() {
    return new Handshake(
        suite,
        keyContext,
        saInitRequest,
        saInitResponse,
        intermediate,
        toDo,
        intAuth,
        resumed,
        true);
  }
}
