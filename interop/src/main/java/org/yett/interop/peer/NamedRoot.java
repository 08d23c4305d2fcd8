package org.yett.interop.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.interop.process.Command;
import org.yett.interop.process.Finished;

/** A root filesystem with libreswan that the user names. */
final class NamedRoot {
  private static final Pattern VERSION = Pattern.compile("Libreswan (\\d{1,3}\\.\\S+)");

  /** What the guest calls there. */
  private static final List<String> NEEDED =
      List.of(
          "bin/sh",
          "usr/libexec/ipsec/pluto",
          "usr/libexec/ipsec/whack",
          "usr/libexec/ipsec/addconn",
          "usr/bin/certutil",
          "usr/bin/pk12util",
          "usr/bin/openssl",
          "mnt",
          "run",
          "tmp",
          "proc",
          "sys");

  private NamedRoot() {}

  /** Looks whether it has what is needed, and which version of libreswan. */
  static DebianRoot.Result of(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    for (String needed : NEEDED) {
      if (!Files.exists(root.resolve(needed))) {
        return new DebianRoot.Missing(root + " has no /" + needed);
      }
    }
    try {
      Finished asked =
          Command.of("chroot", root.toString(), "/usr/libexec/ipsec/pluto", "--version").run();
      Matcher version = VERSION.matcher(asked.stdout() + asked.stderr());
      return version.find()
          ? new DebianRoot.There(new DebianRoot(root, version.group(1)))
          : new DebianRoot.Missing(root + " has no libreswan that runs: " + asked.summary());
    } catch (IOException e) {
      return new DebianRoot.Missing(root + " has no libreswan that runs: " + e.getMessage());
    }
  }
}
