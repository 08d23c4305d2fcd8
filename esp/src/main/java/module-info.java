/**
 * ESP without I/O: transforms, association and policy databases, packet arithmetic and the two
 * pipelines. Knows no thread, socket, clock, logger or source of randomness: they are passed in.
 */
module org.yett.esp {
  requires transitive org.yett.spec;

  exports org.yett.esp;
  exports org.yett.esp.encap;
  exports org.yett.esp.packet;
  exports org.yett.esp.sad;
  exports org.yett.esp.selector;
  exports org.yett.esp.spd;
  exports org.yett.esp.transform;
}
