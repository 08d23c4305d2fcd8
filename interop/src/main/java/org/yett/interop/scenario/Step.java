package org.yett.interop.scenario;

import java.util.Optional;
import org.yett.interop.lab.Family;
import org.yett.interop.peer.Order;

/** One thing that a scenario does, with what must be seen then. */
public sealed interface Step {

  /** The initiator brings up the IKE SA and its Child SA. */
  record Establish() implements Step {}

  /**
   * Echo requests and replies cross the tunnel, of both families and asked by both hosts.
   *
   * @param count requests of each family and host
   * @param octets of data in each
   */
  record Ping(int count, int octets) implements Step {}

  /**
   * A TCP connection through the tunnel carries octets both ways, from a client behind the
   * initiator and from one behind the responder; what arrives is compared.
   *
   * @param family the inner family
   * @param octets how many, each way and each client
   */
  record Transfer(Family family, int octets) implements Step {}

  /**
   * One side asks whether the other lives, on its own account (RFC 7296 2.4), and is answered.
   *
   * @param by who asks
   */
  record Liveness(Role by) implements Step {}

  /**
   * The host of the implementation that is tested against gets another address on the link, which
   * it announces (RFC 4555 3.6); the implementation under test must answer, whether it does MOBIKE
   * or not.
   */
  record PeerAddress() implements Step {}

  /**
   * One side goes to another address on the link, and the SAs with it (RFC 4555 3.5).
   *
   * @param by who moves
   * @param address where to
   */
  record Move(Role by, String address) implements Step {}

  /**
   * The responder gets another address on the link and sends the initiator there, which sets up an
   * IKE SA at the new address and deletes the old one (RFC 5685 5).
   *
   * @param address where to
   */
  record Redirect(String address) implements Step {}

  /**
   * One side renews something while the other waits.
   *
   * @param by who renews
   * @param what what it renews
   * @param traffic whether echo requests cross the tunnel all the while, none of which may be lost
   */
  record Rekey(Role by, Order what, boolean traffic) implements Step {}

  /**
   * Both sides renew something at once: the link is cut until both have sent their requests.
   *
   * @param initiator what the initiator renews
   * @param responder what the responder renews
   */
  record Collision(Order initiator, Order responder) implements Step {}

  /**
   * One side adds a Child SA to the IKE SA.
   *
   * @param by who adds it
   * @param child its name
   */
  record AddChild(Role by, String child) implements Step {}

  /**
   * The initiator has a virtual address from the responder (RFC 7296 2.19), alone in its selectors;
   * echo requests cross the tunnel from it and to it.
   *
   * @param address an IPv4 address, which the initiator's host has from now on
   * @param count requests each way
   */
  record VirtualAddress(String address, int count) implements Step {}

  /**
   * One side deletes the IKE SA (RFC 7296 1.4.1).
   *
   * @param by who deletes
   */
  record Delete(Role by) implements Step {}

  /**
   * The implementation that is tested against begins to misbehave.
   *
   * @param by the role that it must have for that; empty if any
   * @param what the fault, as libreswan calls it
   * @param how its value; empty if it has none
   */
  record Impair(Optional<Role> by, String what, String how) implements Step {}

  /**
   * The initiator tries, whatever comes of it, and the implementation under test stays alive.
   *
   * @param mayComeUp whether a Child SA may come about
   */
  record Attempt(boolean mayComeUp) implements Step {}

  /**
   * One side renews something though the peer misbehaves; whatever comes of it, the implementation
   * under test stays alive.
   *
   * @param by who renews
   * @param what what it renews
   */
  record Disturbance(Role by, Order what) implements Step {}

  /** Nobody misbehaves any more, and what is left of SAs is terminated. */
  record Recover() implements Step {}

  /** The initiator tries, and the two must not come together. */
  record Refusal() implements Step {}
}
