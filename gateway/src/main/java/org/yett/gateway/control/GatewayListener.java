package org.yett.gateway.control;

/**
 * Is told what happens in a gateway. Called from any thread, in order for each SA; must not block.
 */
public interface GatewayListener {

  /** An IKE SA was established, or an established one is gone. */
  void ikeUpDown(IkeSaStatus ikeSa, boolean up);

  /** A Child SA was installed, or an installed one is gone. The status lists no other Child SA. */
  void childUpDown(IkeSaStatus ikeSa, boolean up);

  /** An IKE SA has been replaced by another, which inherits its Child SAs. */
  void ikeRekeyed(IkeSaStatus before, IkeSaStatus after);

  /** A Child SA has been replaced by another. The status lists no other Child SA than these two. */
  void childRekeyed(IkeSaStatus ikeSa, ChildSaStatus before, ChildSaStatus after);

  /** The log says something. */
  void log(LogLine line);
}
