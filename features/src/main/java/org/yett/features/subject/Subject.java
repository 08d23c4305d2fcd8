package org.yett.features.subject;

import java.util.List;
import java.util.Set;
import org.yett.ike.wire.IkeSpi;

/** One end of IKE under examination. */
public interface Subject {

  /** What an end holds, as its operator could see it. */
  enum Standing {
    /** No IKE SA at all. */
    NO_IKE_SA,
    /** An IKE SA that is being set up. */
    BEING_SET_UP,
    /** An IKE SA that is established. */
    ESTABLISHED
  }

  /** Begins to set up an IKE SA with a Child SA. */
  void initiate();

  /** Crashes and is started again: it knows of no SA any more. */
  void restart();

  /** Deletes its Child SAs. */
  void deleteChildSas();

  /** Deletes its IKE SA. */
  void deleteIkeSa();

  /** Asks the other end for a sign of life. */
  void checkLiveness();

  /** Replaces its Child SAs by new ones. */
  void rekeyChildSas();

  /** Replaces its IKE SA by a new one. */
  void rekeyIkeSa();

  /** Another address takes the place of its own, as when a host moves to another network. */
  void moveTo(String literal);

  /** Sends the other end to a gateway at that address, over the IKE SA that stands. */
  void sendElsewhere(String literal);

  /** Where it sends the packets of its Child SAs: addresses as text. */
  Set<String> childSaPeers();

  /** The SPIs of the Child SAs on which it can receive. */
  Set<Integer> childSpis();

  /** The initiator's SPIs of the established IKE SAs that it holds. */
  Set<IkeSpi> ikeSpis();

  /** Of how many Child SAs it has removed the outbound half before the inbound one. */
  int halfClosedChildSas();

  /** What it holds now. */
  Standing standing();

  /** Whether it ever held an established IKE SA in this scenario. */
  boolean wasEverEstablished();

  /** Whether it holds a Child SA that can both send and receive. */
  boolean hasChildSa();

  /** The errors that it has put on record so far, in its own words. */
  List<String> errors();
}
