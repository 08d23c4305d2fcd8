package org.yett.features.subject;

import java.util.List;

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

  /** What it holds now. */
  Standing standing();

  /** Whether it ever held an established IKE SA in this scenario. */
  boolean wasEverEstablished();

  /** Whether it holds a Child SA that can both send and receive. */
  boolean hasChildSa();

  /** The errors that it has put on record so far, in its own words. */
  List<String> errors();
}
