package org.yett.interop.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program runs inside a root filesystem that others share: in a mount namespace of its own,
 * the root read-only, {@code /proc}, {@code /run} and {@code /tmp} fresh, and one directory of this
 * host seen as {@code /run/lab}. The shared root is never written to and no mount survives.
 *
 * @param root the root filesystem
 */
public record Chroot(Path root) {
  /** Where the directory of this host is seen. */
  public static final String DIRECTORY = "/run/lab";

  /** Shell commands that arrange the mounts, to be run as root in a fresh mount namespace. */
  public String preparation(Path directory) {
    String r = quote(root);
    return """
    mount --bind %1$s %1$s
    mount -o remount,bind,ro %1$s
    mount -t proc proc %1$s/proc
    mount -t tmpfs tmpfs %1$s/run
    mount -t tmpfs tmpfs %1$s/tmp
    mkdir %1$s%3$s
    mount --bind %2$s %1$s%3$s
    """
        .formatted(r, quote(directory), DIRECTORY);
  }

  /** A program of the root, once the mounts are arranged. */
  public List<String> inside(List<String> command) {
    List<String> all = new ArrayList<>(List.of("chroot", root.toString()));
    all.addAll(command);
    return all;
  }

  /** A program of the root, run once, the mounts arranged for it alone. */
  public List<String> once(Path directory, List<String> command) {
    List<String> all = new ArrayList<>(List.of("unshare", "--mount", "sh", "-ec"));
    all.add(preparation(directory) + "exec \"$@\"");
    all.add("once");
    all.addAll(inside(command));
    return all;
  }

  private static String quote(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
