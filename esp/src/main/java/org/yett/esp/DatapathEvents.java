package org.yett.esp;

import org.yett.esp.packet.InnerHeader;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.spd.Policy;

/**
 * What the datapath tells key management. Called on the worker's thread in the middle of a batch:
 * an implementation must be quick, must not throw, and must be safe for several threads.
 */
public interface DatapathEvents {
  /** Tells nobody. */
  DatapathEvents NONE = new DatapathEvents() {};

  /**
   * A packet needs an SA that does not exist. Told once per policy, until an SA is activated or
   * {@link Policy#acquireEnded} is called.
   *
   * @param packet valid during the call only
   */
  default void acquire(Policy policy, InnerHeader packet) {}

  /** A soft limit was reached; told once per SA. */
  default void softLimit(OutboundSa sa) {}

  /** A hard limit was reached, and a packet was dropped for it; told once per SA. */
  default void hardLimit(OutboundSa sa) {}

  /** The sequence numbers have run out, and a packet was dropped for it; told once per SA. */
  default void sequenceExhausted(OutboundSa sa) {}

  /** A soft limit was reached; told once per SA. */
  default void softLimit(InboundSa sa) {}

  /** A hard limit was reached, and a packet was dropped for it; told once per SA. */
  default void hardLimit(InboundSa sa) {}

  /** The first authentic packet came; told once per SA. */
  default void firstPacket(InboundSa sa) {}

  /**
   * The newest authentic packet came from elsewhere than the one before.
   *
   * @param origin as given with the packet
   */
  default void originChanged(InboundSa sa, Object origin) {}

  /** A packet names no SA. Anyone can cause this at any rate. */
  default void unknownSpi(int spi, Object origin) {}

  /**
   * An authentic packet lies outside the selectors of its SA (RFC 4301 5.2).
   *
   * @param packet valid during the call only
   */
  default void selectorMismatch(InboundSa sa, InnerHeader packet) {}

  /**
   * {@link Inbound#RESYNC_TRIGGER} packets in a row have failed the integrity check of an SA with
   * ESN, so that the upper half of the sequence number may be lost (RFC 4303 A3.1). This is the
   * packet after them, not yet opened: copy it and try {@link InboundSa#resynchronize} elsewhere.
   */
  default void synchronizationLost(InboundSa sa, byte[] buffer, int offset, int length) {}
}
