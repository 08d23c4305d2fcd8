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

  /** The log's place in a guest: what is written to a directory of this host arrives late. */
  static final String GUEST_LOG = "/run/" + LOG;

  /** The socket's place in a guest. */
  static final String GUEST_SOCKET = "/run/" + SOCKET;

  private static final String LIBIPSEC = "kernel-libipsec";

  private StrongSwanConf() {}

  /**
   * The settings of a daemon whose kernel has ESP, in a guest.
   *
   * @param added as in {@link #settings}; what is for userland ESP is left out
   */
  static Settings inGuest(Map<String, String> added) {
    Settings.Builder builder =
        common()
            .set("charon-systemd.load", PLUGINS.replace(LIBIPSEC + " ", ""))
            .set("charon-systemd.filelog.main.path", GUEST_LOG)
            .set("charon-systemd.plugins.vici.socket", "unix://" + GUEST_SOCKET);
    added.forEach((path, value) -> {
      if (!path.contains(LIBIPSEC)) {
        builder.set("charon-systemd." + path, value);
      }
    });
    return builder.build();
  }

  /**
   * The settings of a daemon.
   *
   * @param added further values by path below {@code charon-systemd}, for example {@code
   *     fragment_size}; they win over ours
   */
  public static Settings settings(Map<String, String> added) {
    Settings.Builder builder =
        common()
            .set("charon-systemd.load", PLUGINS)
            .set("charon-systemd.filelog.main.path", DIRECTORY + "/" + LOG)
            .set("charon-systemd.plugins.vici.socket", "unix://" + DIRECTORY + "/" + SOCKET)
            .set("charon-systemd.plugins.kernel-netlink.fwmark", "!" + MARK)
            .set("charon-systemd.plugins.socket-default.fwmark", MARK)
            .set("charon-systemd.plugins.kernel-libipsec.load", "yes")
            .set("charon-systemd.plugins.kernel-libipsec.allow_peer_ts", "yes");
    added.forEach((path, value) -> builder.set("charon-systemd." + path, value));
    return builder.build();
  }

  private static Settings.Builder common() {
    // Derivations with their secrets, for "yett explain-keys", if keys are logged.
    String keys = KeyLogging.on() ? "4" : "";
    return Settings.builder()
        .set("charon-systemd.install_virtual_ip", "no")
        .set("charon-systemd.filelog.main.default", "1")
        .set("charon-systemd.filelog.main.ike", keys.isEmpty() ? "2" : keys)
        .set("charon-systemd.filelog.main.chd", keys.isEmpty() ? "1" : keys)
        .set("charon-systemd.filelog.main.cfg", "2")
        .set("charon-systemd.filelog.main.flush_line", "yes")
        .set("charon-systemd.filelog.main.ike_name", "yes")
        .set("charon-systemd.filelog.main.time_format", "%H:%M:%S")
        .set("charon-systemd.filelog.main.time_add_ms", "yes");
  }
}
