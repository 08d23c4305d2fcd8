package org.yett.interop.scenario;

/** How ESP travels between the hosts. */
public enum Datapath {
  /** In UDP, port 4500 (RFC 3948). */
  UDP("userland ESP in UDP"),
  /** As IP protocol 50. */
  RAW("userland ESP, protocol 50");

  private final String description;

  Datapath(String description) {
    this.description = description;
  }

  /** Words for a report. */
  public String description() {
    return description;
  }
}
