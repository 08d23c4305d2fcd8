package org.yett.interop.peer;

import java.nio.file.Path;

/** Writes the configuration of our own gateway: one file in swanctl.conf's syntax. */
final class YettConf {
  private YettConf() {}

  /**
   * The settings of a gateway.
   *
   * @param socket where its control socket is to be
   */
  static Settings settings(Connection connection, Path socket) {
    Settings.Builder builder =
        Settings.builder().set("yett.plugins.vici.socket", "unix://" + socket);
    connection
        .tuning()
        .fragmentSize()
        .ifPresent(octets -> builder.set("yett.fragment_size", Integer.toString(octets)));
    if (connection.tuning().demandCookies()) {
      // From the first half-open SA on, which the scenario provokes beforehand.
      builder.set("yett.cookie_threshold", "1");
    }
    if (connection.tuning().deafness()) {
      builder.set("yett.retransmit_timeout", "1.0");
      builder.set("yett.retransmit_jitter", "0");
    }
    connection
        .own(Connection.YETT)
        .forEach((key, value) -> builder.set(Connection.YETT + key, value));
    if (connection.keys().containsKey("ppk_id")) {
      // What peers have: RFC 8784. Between two of ours a PPK would go into IKE_INTERMEDIATE.
      builder.set("connections." + Connection.NAME + ".ppk_exchange", "ike_auth");
    }
    return builder.addAll(connection.swanctl()).build();
  }
}
