package org.yett.bench.cost;

/**
 * One cell of the matrix.
 *
 * @param suite key exchanges as in a proposal; experimental ones by their names in {@link Costs}
 * @param authentication how both ends authenticate
 * @param path the way between them
 * @param timers when requests are sent again
 * @param fragment largest IP datagram that IKE sends, in octets
 * @param nat whether the initiator is behind a NAT: messages go to port 4500 then, with a marker of
 *     four octets
 */
public record CostCell(
    String suite,
    Authentication authentication,
    NetworkPath path,
    Timers timers,
    int fragment,
    boolean nat) {

  /** Yett's default over IPv4. */
  public static final int FRAGMENT = 1400;

  /** With a pre-shared key and Yett's defaults. */
  public static CostCell of(String suite, NetworkPath path) {
    return new CostCell(suite, Authentication.PSK, path, Timers.YETT, FRAGMENT, false);
  }

  /** The same with another authentication. */
  public CostCell by(Authentication other) {
    return new CostCell(suite, other, path, timers, fragment, nat);
  }

  /** The same with other timers. */
  public CostCell with(Timers other) {
    return new CostCell(suite, authentication, path, other, fragment, nat);
  }

  /** The same with another size of fragments. */
  public CostCell cutAt(int octets) {
    return new CostCell(suite, authentication, path, timers, octets, nat);
  }

  /** The same with a NAT in front of the initiator. */
  public CostCell behindNat() {
    return new CostCell(suite, authentication, path, timers, fragment, true);
  }

  @Override
  public String toString() {
    return "%s, %s, %s, timers of %s, datagrams of %d%s"
        .formatted(suite, authentication, path, timers, fragment, nat ? ", NAT" : "");
  }
}
