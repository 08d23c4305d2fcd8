package org.yett.tun.socket;

/** When to set Don't Fragment ({@code IP_MTU_DISCOVER}, {@code IPV6_MTU_DISCOVER}). */
public enum PathMtuDiscovery {
  /** Never: the kernel and routers may fragment. */
  DONT(0),
  /** As the route says. */
  WANT(1),
  /** Always: a datagram above the path's known MTU is refused with {@code EMSGSIZE}. */
  DO(2),
  /** Always, and the path's known MTU is ignored. */
  PROBE(3),
  /** Never, and ICMP's word on the path MTU is not believed; only the interface's MTU counts. */
  INTERFACE(4),
  /** As INTERFACE, but fragment where the datagram exceeds the interface's MTU. */
  OMIT(5);

  private final int value;

  PathMtuDiscovery(int value) {
    this.value = value;
  }

  int value() {
    return value;
  }
}
