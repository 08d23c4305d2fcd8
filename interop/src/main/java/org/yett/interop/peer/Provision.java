package org.yett.interop.peer;

/** Whether a peer can be had on this machine. */
public sealed interface Provision {

  /**
   * It is there.
   *
   * @param root its root filesystem
   */
  record Ready(StrongSwanRoot root) implements Provision {}

  /**
   * It is not, and scenarios with it are therefore not run.
   *
   * @param reason why, in one line for a person
   */
  record NotAvailable(String reason) implements Provision {}
}
