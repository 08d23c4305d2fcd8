package org.yett.interop.scenario;

/** What an implementation may lack, and a scenario may need. */
public enum Capability {
  /** Announcing and following address changes. */
  MOBIKE("MOBIKE (RFC 4555)"),
  /** EAP as client and as server, with the methods of the laboratory. */
  EAP("EAP (RFC 7296 2.16)"),
  /** ESP in transport mode. */
  TRANSPORT_MODE("transport mode in this datapath"),
  /** 64-bit sequence numbers. */
  ESN("extended sequence numbers in this datapath"),
  /** Tickets. */
  RESUMPTION("session resumption (RFC 5723)"),
  /** Sending an initiator elsewhere. */
  REDIRECT("redirection (RFC 5685)"),
  /** ML-DSA certificates. */
  ML_DSA("ML-DSA certificates (draft-ietf-ipsecme-ikev2-pqc-auth)"),
  /** SLH-DSA certificates. */
  SLH_DSA("SLH-DSA certificates (draft-ietf-ipsecme-ikev2-pqc-auth)"),
  /** The whole transcript of IKE_SA_INIT bound by AUTH. */
  TRANSCRIPT("AUTH over the whole transcript of IKE_SA_INIT"),
  /** Demanding an IKE SA without a Child SA. */
  CHILDLESS("a setting that demands childless IKE SAs (RFC 6023)"),
  /** Setting an IKE SA up anew when told so. */
  REAUTHENTICATION("an order to set its IKE SA up anew"),
  /** Faults on demand. */
  IMPAIRMENTS("faults on demand");

  private final String description;

  Capability(String description) {
    this.description = description;
  }

  /** Words for a report. */
  public String description() {
    return description;
  }
}
