package org.yett.interop.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.yett.interop.process.Tether;

/**
 * A Linux of its own (User-Mode Linux) in place of a host of the testbed, for peers that need a
 * kernel with ESP where this host's has none. It has the outer addresses of the host, on the same
 * link; the host's network namespace becomes the network behind it. What is ordered by files in the
 * host's directory, {@code /run/lab} for the guest, is run by the guest's init.
 */
public final class Guest implements AutoCloseable, OuterNetwork {
  private static final Duration READY = Duration.ofSeconds(40);
  private static final Duration ORDER = Duration.ofSeconds(10);
  private static final String INIT = "guest-init";
  private static final String BESIDE = "/mnt";
  private static final String ORDERS = ".orders";

  /** Between the guest and the network behind it. */
  private static final String BEHIND = "behind";

  /**
   * What the guest does: mounts, addresses, then whatever files in the directory of orders say.
   * Arguments of the format: link, then what configures the network.
   */
  private static final String SCRIPT =
      """
      #!/bin/sh
      export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
      mount -t proc proc /proc
      mount -t sysfs sysfs /sys
      mount -t tmpfs tmpfs /tmp
      mkdir /tmp/lab
      mount -t hostfs none /tmp/lab -o hostfs=/run/lab
      mount -t tmpfs tmpfs /run
      mkdir /run/lab
      mount --move /tmp/lab /run/lab
      cd /run/lab
      [ -d /usr/lib/uml/modules ] || {
        mount -t hostfs none /mnt -o hostfs=/
        mount -t proc proc /mnt/proc
        chroot /mnt modprobe -a -q esp4 esp6 xfrm_user tunnel4 tunnel6 authenc echainiv seqiv \
          rfc4106 gcm ccm chacha20poly1305 ctr cbc sch_netem nf_tables
      }
      ip link set lo up
      ip link set vec0 name %1$s
      ip link set vec1 name %2$s
      echo 1 >/proc/sys/net/ipv4/ip_forward
      echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
      echo 1 >/proc/sys/net/ipv6/conf/%1$s/addr_gen_mode
      %3$s
      mkdir /run/orders
      echo ready >/run/lab/.orders/.ready
      while :; do
        for order in /run/lab/.orders/.[0-9]*.sh; do
          [ -e "$order" ] || continue
          name=${order##*/}
          [ -e "/run/orders/$name" ] && continue
          : >"/run/orders/$name"
          (
            sh "$order" >"${order%%.sh}.out" 2>&1 </dev/null
            echo $? >"${order%%.sh}.part"
            mv "${order%%.sh}.part" "${order%%.sh}.done"
          ) &
        done
        sleep 0.03
      done
      """;

  private final Side side;
  private final Path orders;
  private final Tether tether;
  private final AtomicInteger counter = new AtomicInteger();

  private Guest(Side side, Path orders, Tether tether) {
    this.side = side;
    this.orders = orders;
    this.tether = tether;
  }

  /**
   * What an order came to.
   *
   * @param status its exit status
   * @param said what it said, standard output and error
   */
  public record Answer(int status, String said) {}

  /**
   * Boots the guest; returns when it takes orders.
   *
   * @param root the root filesystem that has the kernel
   * @param own the root filesystem that the guest has; empty for the same
   * @param host the host that it takes the place of
   */
  public static Guest boot(Chroot root, Optional<Path> own, Host host) throws LaboratoryException {
    Path directory = host.directory();
    Path orders = directory.resolve(ORDERS);
    try {
      Files.createDirectories(orders);
      Path init = directory.resolve(INIT);
      Files.writeString(init, SCRIPT.formatted(Host.LINK, BEHIND, inside(host.side())));
      if (!init.toFile().setExecutable(true)) {
        throw new LaboratoryException(init + " cannot be made executable");
      }
    } catch (IOException e) {
      throw new LaboratoryException("the guest cannot be prepared: " + e.getMessage(), e);
    }
    Tether tether =
        host.start(
            "guest",
            root.preparation(directory)
                + own.map(other -> beside(root, other)).orElse("")
                + outside(root, host.side()),
            root.inside(
                List.of(
                    "env",
                    "HOME=/tmp",
                    "TMPDIR=/tmp",
                    "/usr/bin/linux.uml",
                    "mem=192M",
                    "rootfstype=hostfs",
                    "rootflags=" + (own.isPresent() ? BESIDE : "/"),
                    "ro",
                    "quiet",
                    "init=" + Chroot.DIRECTORY + "/" + INIT,
                    "uml_dir=/tmp/",
                    "con=null",
                    "con0=null,fd:1",
                    "vec0:transport=raw,ifname=" + Host.LINK + ",depth=64",
                    "vec1:transport=tap,ifname=" + BEHIND + ",depth=64")),
            directory.resolve("guest.out"));
    Guest guest = new Guest(host.side(), orders, tether);
    try {
      Path ready = orders.resolve(".ready");
      boolean up = Waiting.until(READY, () -> Files.exists(ready) || !tether.alive());
      if (!up || !tether.alive()) {
        throw new LaboratoryException("the guest did not start: " + guest.console());
      }
      return guest;
    } catch (LaboratoryException e) {
      guest.close();
      throw e;
    }
  }

  /** Shell commands that show the guest's own root filesystem beside that of the kernel. */
  private static String beside(Chroot root, Path own) {
    return """
    mount --bind '%2$s' '%1$s'
    mount -o remount,bind,ro '%1$s'
    mount -t tmpfs tmpfs '%1$s/run'
    mkdir '%1$s%3$s'
    mount --bind '%4$s%3$s' '%1$s%3$s'
    """
        .formatted(root.root() + BESIDE, own, Chroot.DIRECTORY, root.root());
  }

  /** Shell commands in the host's namespace: it gives its addresses away, and lies behind. */
  private static String outside(Chroot root, Side side) {
    String ip = "chroot '" + root.root() + "' ip ";
    StringBuilder script = new StringBuilder();
    script.append(ip).append("address flush dev ").append(Host.LINK).append('\n');
    // For strangers, whom no daemon knows.
    script.append(ip).append("address add 192.0.2.77/24 dev ").append(Host.LINK).append('\n');
    script.append(ip).append("tuntap add dev " + BEHIND + " mode tap\n");
    // Packet by packet, as on the link: what is cut late arrives altered.
    script.append(ip).append("link set " + BEHIND + " gso_max_segs 1 up\n");
    for (Family family : Family.values()) {
      script.append(
          ip + "address add " + behind(family, 1) + " dev " + BEHIND + nodad(family) + "\n");
      script.append(
          ip
              + "route add "
              + side.other().network(family)
              + " via "
              + bare(behind(family, 2))
              + " src "
              + side.inner(family)
              // What fits any tunnel: else the first large packet is lost to path MTU discovery.
              + " mtu 1360\n");
    }
    return script.toString();
  }

  /** Shell commands in the guest: addresses on both links, and the way to both networks. */
  private static String inside(Side side) {
    StringBuilder script = new StringBuilder();
    for (String link : List.of(Host.LINK, BEHIND)) {
      // Nothing is put together that would be cut again to be forwarded: it arrived altered.
      script.append("ip link set ").append(link).append(" gro_max_size 1000 up\n");
    }
    for (Family family : Family.values()) {
      script.append(
          "ip address add "
              + side.outer(family)
              + "/"
              + family.linkPrefix()
              + " dev "
              + Host.LINK
              + nodad(family)
              + "\n");
      script.append(
          "ip address add " + behind(family, 2) + " dev " + BEHIND + nodad(family) + "\n");
      script.append(
          "ip route add " + side.network(family) + " via " + bare(behind(family, 1)) + "\n");
      script.append(
          "ip route add " + side.other().network(family) + " via " + side.other().outer(family));
      script.append('\n');
    }
    script.append("ip route add default via " + side.other().outer(Family.IPV4) + "\n");
    return script.toString();
  }

  private static String nodad(Family family) {
    return family == Family.IPV6 ? " nodad" : "";
  }

  private static String behind(Family family, int number) {
    return switch (family) {
      case IPV4 -> "10.80.0." + number + "/30";
      case IPV6 -> "fd80::" + number + "/64";
    };
  }

  private static String bare(String prefix) {
    return prefix.substring(0, prefix.indexOf('/'));
  }

  /** The side whose host it takes the place of. */
  public Side side() {
    return side;
  }

  @Override
  public void add(String address) throws LaboratoryException {
    String prefix = address + "/" + Family.IPV4.linkPrefix();
    obey("ip address add " + prefix + " dev " + Host.LINK);
  }

  @Override
  public void change(String from, String to) throws LaboratoryException {
    String prefix = "/" + Family.IPV4.linkPrefix();
    // The routes that name the old address go with it.
    obey(
        "echo 1 >/proc/sys/net/ipv4/conf/"
            + Host.LINK
            + "/promote_secondaries\n"
            + "ip route save >/run/routes\n"
            + "ip address add "
            + to
            + prefix
            + " dev "
            + Host.LINK
            + "\n"
            + "ip address del "
            + from
            + prefix
            + " dev "
            + Host.LINK
            + "\n"
            + "ip route restore </run/routes 2>/dev/null || true\n");
  }

  private void obey(String script) throws LaboratoryException {
    Answer answer = run(script, ORDER);
    if (answer.status() != 0) {
      throw new LaboratoryException("the guest's network: " + answer.said().strip());
    }
  }

  /** Whether it still runs. */
  public boolean alive() {
    return tether.alive();
  }

  /** What its kernel said. */
  public String console() throws LaboratoryException {
    return read(tether.output()).strip();
  }

  /**
   * Runs a shell script in the guest to its end. Several may run at once.
   *
   * @throws LaboratoryException if it did not end in time
   */
  public Answer run(String script, Duration limit) throws LaboratoryException {
    String name = String.format(Locale.ROOT, "%05d", counter.incrementAndGet());
    Path order = orders.resolve("." + name + ".sh");
    Path done = orders.resolve("." + name + ".done");
    Path out = orders.resolve("." + name + ".out");
    try {
      Path part = orders.resolve("." + name + ".new");
      Files.writeString(part, script);
      Files.move(part, order, StandardCopyOption.ATOMIC_MOVE);
      boolean ended =
          Waiting.until(
              limit, () -> Files.exists(done, LinkOption.NOFOLLOW_LINKS) || !tether.alive());
      if (!ended || !tether.alive()) {
        throw new LaboratoryException(
            (ended ? "the guest ended: " + console() : "the guest did not end in time")
                + ": "
                + script.strip());
      }
      Answer answer = new Answer(Integer.parseInt(read(done).strip()), read(out));
      for (Path used : List.of(order, done, out)) {
        Files.deleteIfExists(used);
      }
      return answer;
    } catch (IOException | NumberFormatException e) {
      throw new LaboratoryException("the guest cannot be asked: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws LaboratoryException {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new LaboratoryException("reading " + file + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    tether.cut();
  }
}
