package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a peer's root filesystem is made of.
 *
 * @param title what messages call the peer
 * @param name the directory below the cache
 * @param suite the release of Debian
 * @param packages what is installed
 * @param versioned the package whose version is the peer's
 */
record Recipe(String title, String name, String suite, List<String> packages, String versioned) {
  /** The first release of Debian whose strongSwan is built with ML-KEM. */
  private static final String SUITE = "forky";

  private static final List<String> TOOLS =
      List.of("iproute2", "iputils-ping", "iperf3", "tcpdump", "procps", "openssl");

  /** The daemon that has ESP in userland, and the tools that every cell needs. */
  static final Recipe STRONGSWAN =
      new Recipe(
          "strongSwan",
          "strongswan-" + SUITE,
          SUITE,
          with(
              "charon-systemd",
              "strongswan-swanctl",
              "strongswan-libcharon",
              "libcharon-extra-plugins",
              "libcharon-extauth-plugins",
              "libstrongswan-extra-plugins",
              "libstrongswan-standard-plugins",
              "strongswan-pki"),
          "charon-systemd");

  /** The same daemon, and a kernel with ESP of its own. */
  static final Recipe STRONGSWAN_GUEST =
      new Recipe(
          "strongSwan with a kernel",
          "strongswan-guest-" + SUITE,
          SUITE,
          Stream.concat(STRONGSWAN.packages().stream(), Stream.of("user-mode-linux", "kmod"))
              .toList(),
          "charon-systemd");

  /** The daemon, and a kernel with ESP of its own for hosts whose kernel has none. */
  static final Recipe LIBRESWAN =
      new Recipe(
          "libreswan",
          "libreswan-" + SUITE,
          SUITE,
          with("libreswan", "libnss3-tools", "user-mode-linux", "kmod", "nftables"),
          "libreswan");

  /** Copies the list. */
  Recipe {
    packages = List.copyOf(packages);
  }

  private static List<String> with(String... own) {
    List<String> all = new ArrayList<>(List.of(own));
    all.addAll(TOOLS);
    return all;
  }
}
