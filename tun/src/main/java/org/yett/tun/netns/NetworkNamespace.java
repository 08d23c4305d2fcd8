package org.yett.tun.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.sys.Sys;

/**
 * A named network namespace, the same that {@code ip netns} shows (a file in {@code /run/netns}).
 * Needs CAP_SYS_ADMIN.
 *
 * <p>A socket or device belongs for good to the namespace of the thread that opened it, whoever
 * uses it later. {@link #run} opens them there.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final Path DIRECTORY = Path.of("/run/netns");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}");

  /** Work that is done inside a namespace. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  private final String name;
  private final boolean created;

  private NetworkNamespace(String name, boolean created) {
    this.name = name;
    this.created = created;
  }

  private static Path path(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "namespace name '" + name + "': expected letters, digits, '_', '-' and '.'");
    }
    return DIRECTORY.resolve(name);
  }

  /** Creates a namespace; {@link #close} deletes it. All its links are down, {@code lo} too. */
  public static NetworkNamespace create(String name) throws IOException {
    Sys.requireSupported("a network namespace");
    Path path = path(name);
    try {
      Files.createDirectories(DIRECTORY);
      Sys.shareMounts(DIRECTORY.toString());
      if (Files.exists(path) && !isMounted(path)) {
        // What is left when the mount went away with its mount namespace: a plain file.
        Files.delete(path);
      }
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("network namespace " + name + " exists already", e);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException(
          "network namespace "
              + name
              + ": no access to "
              + DIRECTORY
              + " (needs root or CAP_SYS_ADMIN)",
          e);
    }
    try {
      return inThread(
          "netns-create-" + name,
          () -> {
            Sys.unshareNetwork();
            Sys.bindMount("/proc/thread-self/ns/net", path.toString());
            return new NetworkNamespace(name, true);
          });
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Whether a namespace is mounted on the file: then it lies on another device (nsfs). */
  private static boolean isMounted(Path path) throws IOException {
    return !Files.getAttribute(path, "unix:dev").equals(Files.getAttribute(DIRECTORY, "unix:dev"));
  }

  /** Names an existing namespace; {@link #close} leaves it alone. */
  public static NetworkNamespace existing(String name) throws IOException {
    if (!Files.exists(path(name))) {
      throw new NoSuchFileException("there is no network namespace " + name);
    }
    return new NetworkNamespace(name, false);
  }

  /** Names of all namespaces that are there, sorted. */
  public static List<String> names() throws IOException {
    if (!Files.isDirectory(DIRECTORY)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(DIRECTORY)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * Deletes a namespace by name; devices in it go away once no process or socket holds it.
   *
   * @return false if there is none of that name
   */
  public static boolean delete(String name) throws IOException {
    Path path = path(name);
    if (!Files.exists(path)) {
      return false;
    }
    try {
      Sys.unmount(path.toString());
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
      // Nothing is mounted on the file: only the file has to go.
    }
    return Files.deleteIfExists(path);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its file, to be given to other programs. */
  public Path path() {
    return path(name);
  }

  /**
   * Runs work in a platform thread of its own inside the namespace and waits for it. Threads
   * started by the work begin in the namespace too. An interrupt is passed on to the work, whose
   * result is still waited for, so that nothing that it opens is lost.
   *
   * @throws E what the work threw
   * @throws IOException if the namespace cannot be entered
   */
  public <T, E extends Exception> T run(Work<T, E> work) throws E, IOException {
    return inThread(
        "netns-" + name,
        new Work<T, Exception>() {
          @Override
          public T run() throws Exception {
            Sys.enterNetwork(path().toString());
            return work.run();
          }
        });
  }

  /**
   * Runs work in a fresh thread, which ends with it: its namespace is never seen by other work.
   *
   * @throws E what the work threw; the caller's promise that it throws nothing else
   */
  @SuppressWarnings("unchecked")
  private static <T, E extends Exception> T inThread(String name, Work<T, ? extends Exception> work)
      throws E, IOException {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread thread = Thread.ofPlatform().name(name).daemon(true).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable cause -> throw (E) cause;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Deletes the namespace if this object created it.
   *
   * @throws UncheckedIOException if that fails
   */
  @Override
  public void close() {
    if (created) {
      try {
        boolean ignored = delete(name);
      } catch (IOException e) {
        throw new UncheckedIOException("network namespace " + name + " could not be deleted", e);
      }
    }
  }
}
