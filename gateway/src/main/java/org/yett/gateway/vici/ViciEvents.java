package org.yett.gateway.vici;

import java.util.Set;

/** Names of the events that a client can ask for. */
final class ViciEvents {

  static final String LOG = "log";
  static final String CONTROL_LOG = "control-log";
  static final String LIST_SA = "list-sa";
  static final String LIST_CONN = "list-conn";
  static final String IKE_UPDOWN = "ike-updown";
  static final String CHILD_UPDOWN = "child-updown";
  static final String IKE_REKEY = "ike-rekey";
  static final String CHILD_REKEY = "child-rekey";

  /**
   * All of them, with those that strongSwan has and that never occur here, so that its clients can
   * ask.
   */
  static final Set<String> KNOWN =
      Set.of(
          LOG,
          CONTROL_LOG,
          LIST_SA,
          LIST_CONN,
          IKE_UPDOWN,
          CHILD_UPDOWN,
          "list-policy",
          "list-cert",
          "list-authority",
          IKE_REKEY,
          "ike-update",
          CHILD_REKEY,
          "alert");

  private ViciEvents() {}
}
