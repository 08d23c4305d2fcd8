package org.yett.interop.scenario;

/** What an implementation may lack, and a scenario may need. */
public enum Capability {
  /** Announcing and following address changes. */
  MOBIKE("MOBIKE (RFC 4555)"),

  /** EAP as client and as server, with the methods of the laboratory. */
  EAP("EAP (RFC 7296 2.16)");

  private final String description;

  Capability(String description) {
    this.description = description;
  }

  /** Words for a report. */
  public String description() {
    return description;
  }
}
