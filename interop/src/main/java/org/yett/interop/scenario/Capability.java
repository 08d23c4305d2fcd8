package org.yett.interop.scenario;

/** What an implementation may lack, and a scenario may need. */
public enum Capability {
  /** Announcing and following address changes. */
  MOBIKE("MOBIKE (RFC 4555)"),
  /** Renewing SAs, and adding Child SAs, by CREATE_CHILD_SA; and anew by IKE_SA_INIT. */
  CREATE_CHILD_SA("CREATE_CHILD_SA (RFC 7296 1.3)");

  private final String description;

  Capability(String description) {
    this.description = description;
  }

  /** Words for a report. */
  public String description() {
    return description;
  }
}
