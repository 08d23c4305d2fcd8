package org.yett.interop.peer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.interop.process.Command;
import org.yett.interop.process.Finished;
import org.yett.interop.process.Progress;

/**
 * A Debian root filesystem with a peer in it, fetched once from the mirror that the host's own apt
 * uses. It is built beside its final place and renamed when it is whole, under a lock, so that a
 * directory that is there is complete; what an interrupted build has downloaded is used again.
 *
 * @param directory the root filesystem
 * @param version the peer's version as the package says it, for example {@code 6.1.0-2}
 */
public record DebianRoot(Path directory, String version) {
  /** Whether it can be had. */
  sealed interface Result {}

  /** It is there. */
  record There(DebianRoot root) implements Result {}

  /** It is not; the reason is one line for a person. */
  record Missing(String reason) implements Result {}

  private static final String VERSION_FILE = "yett-peer-version";
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private static final String APT_SETTINGS =
      """
      Acquire::Check-Valid-Until "false";
      APT::Install-Recommends "false";
      """;

  /**
   * Runs inside a mount namespace of its own, so that what debootstrap mounts goes with it. The
   * arguments are suite, target, mirror, the cache for downloaded packages, the package whose
   * version counts, then the packages.
   */
  private static final String BUILD =
      """
      set -eu
      suite=$1 target=$2 mirror=$3 debs=$4 versioned=$5; shift 5
      script=/usr/share/debootstrap/scripts/$suite
      [ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid
      debootstrap --variant=minbase --cache-dir="$debs" "$suite" "$target" "$mirror" "$script"
      printf '#!/bin/sh\\nexit 101\\n' >"$target/usr/sbin/policy-rc.d"
      chmod 755 "$target/usr/sbin/policy-rc.d"
      printf '%s' "$YETT_APT_SETTINGS" >"$target/etc/apt/apt.conf.d/99yett"
      mount --bind "$debs" "$target/var/cache/apt/archives"
      mkdir -p "$debs/partial"
      export DEBIAN_FRONTEND=noninteractive LC_ALL=C
      mount -t proc proc "$target/proc"
      chroot "$target" apt-get -q update
      chroot "$target" apt-get -q -y install "$@"
      umount "$target/proc" "$target/var/cache/apt/archives"
      for modules in "$target"/usr/lib/uml/modules/*; do
        [ -d "$modules" ] || continue
        mkdir -p "$target/usr/lib/modules"
        ln -s "../uml/modules/${modules##*/}" "$target/usr/lib/modules/"
        chroot "$target" depmod "${modules##*/}"
      done
      rm -rf "$target"/var/lib/apt/lists/* "$target"/var/cache/apt/*.bin
      mkdir -p "$target/dev/net"
      [ -e "$target/dev/net/tun" ] || mknod "$target/dev/net/tun" c 10 200
      chroot "$target" dpkg-query -W -f '${Version}' "$versioned" >"$target/yett-peer-version"
      """;

  /**
   * Finds the root filesystem, or builds it (about a minute and 450 MB), waiting for another
   * process that is building it.
   *
   * @param out where progress is printed
   * @return the root, or why it cannot be had; never an exception for a cause outside this program
   */
  static Result prepare(Recipe recipe, Cache cache, PrintStream out) {
    try {
      Path home = cache.directory().resolve("peers");
      Optional<DebianRoot> there = find(recipe, home);
      if (there.isPresent()) {
        return new There(there.get());
      }
      Optional<String> obstacle = obstacle(recipe);
      if (obstacle.isPresent()) {
        return new Missing(obstacle.get());
      }
      Files.createDirectories(home);
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve(recipe.name() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = lock(recipe, channel, out)) {
        // Another process may have built it while this one waited.
        there = lock.isValid() ? find(recipe, home) : Optional.empty();
        return there.isPresent() ? new There(there.get()) : build(recipe, home, out);
      }
    } catch (InterruptedIOException e) {
      return new Missing("preparing " + recipe.title() + " was interrupted");
    } catch (IOException e) {
      return new Missing(recipe.title() + " cannot be prepared: " + e.getMessage());
    }
  }

  private static Optional<DebianRoot> find(Recipe recipe, Path home) throws IOException {
    Path directory = home.resolve(recipe.name());
    Path version = directory.resolve(VERSION_FILE);
    return Files.isRegularFile(version)
        ? Optional.of(new DebianRoot(directory, Files.readString(version).strip()))
        : Optional.empty();
  }

  private static FileLock lock(Recipe recipe, FileChannel channel, PrintStream out)
      throws IOException {
    FileLock lock = channel.tryLock();
    if (lock == null) {
      out.println(recipe.title() + ": another process is preparing it; waiting");
      lock = channel.lock();
    }
    return lock;
  }

  private static Optional<String> obstacle(Recipe recipe) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of(recipe.title() + " is prepared on Linux only");
    }
    if (!Command.of("id", "-u").run().stdout().strip().equals("0")) {
      return Optional.of("preparing " + recipe.title() + " needs root");
    }
    if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return Optional.of(
          "preparing " + recipe.title() + " needs apt, which this host does not have");
    }
    return Optional.empty();
  }

  private static Result build(Recipe recipe, Path home, PrintStream out) throws IOException {
    Progress progress = new Progress(out, recipe.title());
    installDebootstrap(progress);
    List<String> mirrors = DebianMirrors.ofHost();
    if (mirrors.isEmpty()) {
      return new Missing(
          "this host's apt names no mirror of Debian's main archive to fetch "
              + recipe.title()
              + " from");
    }
    Map<String, String> environment = new TreeMap<>(DebianMirrors.proxies());
    environment.put("YETT_APT_SETTINGS", APT_SETTINGS);
    Path partial = home.resolve("." + recipe.name() + ".partial");
    Path debs = home.resolve("." + recipe.name() + ".debs");
    List<String> refusals = new ArrayList<>();
    for (String mirror : mirrors) {
      removeTree(partial);
      Files.createDirectories(debs);
      progress.stage(
          "fetching Debian " + recipe.suite() + " and " + recipe.title() + " from " + mirror);
      Finished built = build(recipe, partial, mirror, debs, environment, progress);
      if (built.succeeded()) {
        Files.move(partial, home.resolve(recipe.name()), StandardCopyOption.ATOMIC_MOVE);
        removeTree(debs);
        DebianRoot root =
            find(recipe, home).orElseThrow(() -> new IOException("no version recorded"));
        progress.stage(
            "ready: " + recipe.title() + " " + root.version() + " in " + root.directory());
        return new There(root);
      }
      refusals.add(mirror + ": " + cause(built));
    }
    removeTree(partial);
    return new Missing("fetching " + recipe.title() + " failed: " + String.join("; ", refusals));
  }

  private static Finished build(
      Recipe recipe,
      Path target,
      String mirror,
      Path debs,
      Map<String, String> environment,
      Progress progress)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", BUILD, "build"));
    command.addAll(
        List.of(recipe.suite(), target.toString(), mirror, debs.toString(), recipe.versioned()));
    command.addAll(recipe.packages());
    return Command.of(command)
        .tethered()
        .within(LIMIT)
        .withEnvironment(environment)
        .withListener(progress::detail)
        .run();
  }

  /** Debootstrap and apt say what went wrong in lines that begin with E. */
  static String cause(Finished build) {
    if (build.timedOut()) {
      return "took longer than " + LIMIT.toMinutes() + " minutes";
    }
    return (build.stdout() + build.stderr())
        .lines()
        .filter(line -> line.startsWith("E: ") || line.startsWith("W: Failed"))
        .map(line -> line.substring(3))
        .reduce((first, last) -> last)
        .orElse("exit status " + build.status());
  }

  private static void installDebootstrap(Progress progress) throws IOException {
    if (Files.isExecutable(Path.of("/usr/sbin/debootstrap"))) {
      return;
    }
    progress.stage("installing the host's package debootstrap");
    Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
    Command.of("apt-get", "-q", "update").within(LIMIT).run();
    Finished installed =
        Command.of("apt-get", "-q", "-y", "--no-install-recommends", "install", "debootstrap")
            .within(LIMIT)
            .withEnvironment(quiet)
            .run();
    if (!installed.succeeded()) {
      throw new IOException(installed.summary());
    }
  }

  private static void removeTree(Path tree) throws IOException {
    if (Files.exists(tree)) {
      Finished removed =
          Command.of("rm", "-rf", "--one-file-system", tree.toString())
              .within(Duration.ofMinutes(2))
              .run();
      if (!removed.succeeded()) {
        throw new IOException(removed.summary());
      }
    }
  }
}
