package org.yett.tun.netns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.tun.netlink.Link;
import org.yett.tun.netlink.Netlink;

/**
 * Names that tell which process made a thing, and the removal of what dead processes left behind.
 *
 * <p>A namespace is called {@code yett-PID-LABEL}. An interface is called {@code yett}, the process
 * number in five digits of base 36, and a label, within the 15 octets that Linux allows. Whether a
 * process lives is asked in our own PID namespace: containers that share {@code /run/netns} must
 * share that too.
 */
public final class Leftovers {
  private static final Pattern NAMESPACE = Pattern.compile("yett-([0-9]{1,7})-[a-z0-9-]+");
  private static final Pattern INTERFACE = Pattern.compile("yett([0-9a-z]{5})[a-z0-9]{0,6}");

  /** Linux numbers processes below 2 to the power of 22. */
  private static final long LARGEST_PID = 1L << 22;

  private Leftovers() {}

  /**
   * A namespace name of this process.
   *
   * @param label lower-case letters, digits and hyphens, unique in the process
   */
  public static String namespaceName(String label) {
    return valid(NAMESPACE, "yett-" + ProcessHandle.current().pid() + "-" + label);
  }

  /**
   * An interface name of this process.
   *
   * @param label at most 6 lower-case letters and digits, unique in the process
   */
  public static String interfaceName(String label) {
    String pid = Long.toString(ProcessHandle.current().pid(), 36);
    return valid(INTERFACE, "yett" + "0".repeat(5 - pid.length()) + pid + label);
  }

  private static String valid(Pattern pattern, String name) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException("name '" + name + "': expected " + pattern);
    }
    return name;
  }

  /** The process that a namespace of that name belongs to, if it is a name of ours. */
  static OptionalLong ownerOfNamespace(String name) {
    return owner(NAMESPACE, name, 10);
  }

  /** The process that an interface of that name belongs to, if it is a name of ours. */
  static OptionalLong ownerOfInterface(String name) {
    return owner(INTERFACE, name, 36);
  }

  private static OptionalLong owner(Pattern pattern, String name, int radix) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long pid = Long.parseLong(matcher.group(1), radix);
    return pid > 0 && pid <= LARGEST_PID ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  private static boolean isDead(OptionalLong owner) {
    return owner.isPresent()
        && ProcessHandle.of(owner.getAsLong()).filter(ProcessHandle::isAlive).isEmpty();
  }

  /**
   * Removes namespaces and interfaces (of the calling thread's namespace) whose process is dead.
   * Safe to repeat, and beside other processes that do the same.
   *
   * @return what was removed, for the log
   */
  public static List<String> sweep() throws IOException {
    List<String> removed = new ArrayList<>();
    for (String name : NetworkNamespace.names()) {
      if (isDead(ownerOfNamespace(name)) && NetworkNamespace.delete(name)) {
        removed.add("network namespace " + name);
      }
    }
    try (Netlink netlink = Netlink.open()) {
      for (Link link : netlink.links()) {
        // The other end of a veth pair goes with the first: deleting it again is no error.
        if (isDead(ownerOfInterface(link.name())) && netlink.deleteLink(link.name())) {
          removed.add("interface " + link.name());
        }
      }
    }
    return List.copyOf(removed);
  }
}
