/** IKEv2 without I/O: wire, negotiation, key exchange, key schedule, authentication, endpoint. */
module org.yett.ike {
  requires transitive org.yett.spec;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;

  exports org.yett.ike.auth;
  exports org.yett.ike.config;
  exports org.yett.ike.crypto;
  exports org.yett.ike.eap;
  exports org.yett.ike.endpoint;
  exports org.yett.ike.event;
  exports org.yett.ike.exchange;
  exports org.yett.ike.keys;
  exports org.yett.ike.negotiate;
  exports org.yett.ike.path;
  exports org.yett.ike.sim;
  exports org.yett.ike.sim.scenario;
  exports org.yett.ike.wire;
}
