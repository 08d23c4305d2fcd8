package org.yett.interop.scenario;

import java.util.Locale;

/** Who begins the IKE SA. */
public enum Role {
  /** The original initiator. */
  INITIATOR,
  /** The original responder. */
  RESPONDER;

  /** The opposite role. */
  public Role other() {
    return this == INITIATOR ? RESPONDER : INITIATOR;
  }

  /** The word for the command line, tables and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
