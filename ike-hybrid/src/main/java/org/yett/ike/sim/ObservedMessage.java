package org.yett.ike.sim;

import java.time.Duration;
import java.util.OptionalInt;
import org.yett.ike.wire.Message;

/**
 * A message as it was sent, with what is inside it.
 *
 * @param at when its last datagram was sent, from the start of the simulation
 * @param from the name of the host that sent it
 * @param message the message, opened and put together
 * @param epoch the generation of the keys that protect it; empty if it is in clear
 * @param datagrams in how many datagrams it was sent
 * @param bytes the octets of all of them, from the IKE header on
 */
public record ObservedMessage(
    Duration at, String from, Message message, OptionalInt epoch, int datagrams, int bytes) {}
