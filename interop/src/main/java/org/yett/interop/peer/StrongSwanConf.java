package org.yett.interop.peer;

import java.util.Map;

/**
 * Writes {@code strongswan.conf} for a daemon in the laboratory: userland ESP, a plain log, and
 * what a scenario adds.
 */
public final class StrongSwanConf {
  /** The directory, inside the daemon's root, that holds its files of one run. */
  static final String DIRECTORY = "/run/lab";

  /** The daemon's log in that directory. */
  static final String LOG = "charon.log";

  /** Its control socket in that directory. */
  static final String SOCKET = "charon.vici";

  /** A packet that the daemon itself sends carries this mark and misses the tunnel's routes. */
  private static final String MARK = "0x42";

  /** The order matters: the first kernel interface that loads takes ESP, the next the rest. */
  private static final String PLUGINS =
      "random nonce openssl pem pkcs1 pkcs8 x509 pubkey constraints revocation kdf"
          + " eap-identity eap-md5 eap-mschapv2 eap-tls eap-ttls kernel-libipsec kernel-netlink socket-default vici";

  private StrongSwanConf() {}

  /**
   * The settings of a daemon.
   *
   * @param added further values by path below {@code charon-systemd}, for example {@code
   *     fragment_size}; they win over ours
   */
  public static Settings settings(Map<String, String> added) {
    Settings.Builder builder =
        Settings.builder()
            .set("charon-systemd.load", PLUGINS)
            .set("charon-systemd.install_virtual_ip", "no")
            .set("charon-systemd.filelog.main.path", DIRECTORY + "/" + LOG)
            .set("charon-systemd.filelog.main.default", "1")
            .set("charon-systemd.filelog.main.ike", "2")
            .set("charon-systemd.filelog.main.cfg", "2")
            .set("charon-systemd.filelog.main.flush_line", "yes")
            .set("charon-systemd.filelog.main.ike_name", "yes")
            .set("charon-systemd.filelog.main.time_format", "%H:%M:%S")
            .set("charon-systemd.filelog.main.time_add_ms", "yes")
            .set("charon-systemd.plugins.vici.socket", "unix://" + DIRECTORY + "/" + SOCKET)
            .set("charon-systemd.plugins.kernel-netlink.fwmark", "!" + MARK)
            .set("charon-systemd.plugins.socket-default.fwmark", MARK)
            .set("charon-systemd.plugins.kernel-libipsec.load", "yes")
            .set("charon-systemd.plugins.kernel-libipsec.allow_peer_ts", "yes");
    if (KeyLogging.on()) {
      // Derivations with their secrets, for "yett explain-keys".
      builder.set("charon-systemd.filelog.main.ike", "4");
      builder.set("charon-systemd.filelog.main.chd", "4");
    }
    added.forEach((path, value) -> builder.set("charon-systemd." + path, value));
    return builder.build();
  }
}
