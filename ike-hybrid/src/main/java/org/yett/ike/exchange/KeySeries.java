package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.Ppk;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * The key exchanges of a CREATE_CHILD_SA exchange and of the IKE_FOLLOWUP_KE exchanges behind it:
 * the keys are made of all their secrets at once, at the end (RFC 9370 2.2.4).
 *
 * @param ni data of the initiator's Nonce payload
 * @param nr data of the responder's Nonce payload
 * @param secrets the secrets so far, in order; owned by whoever holds the newest series
 * @param toDo the methods still to be run, in order
 * @param ppk the post-quantum preshared key to be mixed in (RFC 9867 3.2), owned likewise
 */
@Clause("rfc9370:2.2.4")
record KeySeries(
    Octets ni,
    Octets nr,
    List<Secret> secrets,
    List<KeyExchangeMethod> toDo,
    Optional<Secret> ppk) {

  KeySeries {
    secrets = List.copyOf(secrets);
    toDo = List.copyOf(toDo);
  }

  /** Without a post-quantum preshared key. */
  KeySeries(Octets ni, Octets nr, List<Secret> secrets, List<KeyExchangeMethod> toDo) {
    this(ni, nr, secrets, toDo, Optional.empty());
  }

  /** The same with a post-quantum preshared key. */
  KeySeries withPpk(Secret key) {
    return new KeySeries(ni, nr, secrets, toDo, Optional.of(key));
  }

  /**
   * SK_d, or what a post-quantum preshared key makes of it.
   *
   * @param current SK_d of the IKE SA over which the exchange ran; stays with the caller
   * @return a secret of its own, which the caller closes
   */
  @Clause("rfc9867:3.2.1")
  Secret base(Prf prf, Secret current, KeyTrace trace) {
    return ppk.map(key -> Ppk.childBase(prf, current, key, trace)).orElseGet(current::duplicate);
  }

  /** The same with one more secret, and one method fewer to run. */
  KeySeries with(Secret secret) {
    List<Secret> more = new ArrayList<>(secrets);
    more.add(secret);
    return new KeySeries(ni, nr, more, toDo.subList(1, toDo.size()), ppk);
  }

  boolean isComplete() {
    return toDo.isEmpty();
  }

  KeyExchangeMethod next() {
    return toDo.getFirst();
  }

  /** The lower of the two nonces, octet by octet; a prefix is the lower one. */
  @Clause("rfc7296:2.8.1/x2")
  @Clause("rfc7296:2.8.1/x1")
  static Octets lower(Octets one, Octets other) {
    return one.compareUnsigned(other) <= 0 ? one : other;
  }

  Octets lowerNonce() {
    return lower(ni, nr);
  }

  void wipe() {
    secrets.forEach(Secret::close);
    ppk.ifPresent(Secret::close);
  }
}
