package org.yett.tun.netns;

import java.io.IOException;
import java.util.List;

/**
 * A named network namespace, the same that {@code ip netns} shows (a file in {@code /run/netns}).
 * Needs CAP_SYS_ADMIN.
 *
 * <p>A socket or device belongs for good to the namespace of the thread that opened it, whoever
 * uses it later. {@link #run} opens them there.
 */
public final class NetworkNamespace implements AutoCloseable {

  /** Work that is done inside a namespace. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  private NetworkNamespace() {}

  /** Creates a namespace; {@link #close} deletes it. */
  public static NetworkNamespace create(String name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Names an existing namespace; {@link #close} leaves it alone. */
  public static NetworkNamespace existing(String name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Names of all namespaces that are there. */
  public static List<String> names() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a namespace by name; devices in it go away once no process or socket holds it.
   *
   * @return false if there is none of that name
   */
  public static boolean delete(String name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Its name. */
  public String name() {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs work in a platform thread of its own inside the namespace and waits for it. Threads
   * started by the work begin in the namespace too.
   *
   * @throws E what the work threw
   * @throws IOException if the namespace cannot be entered
   */
  public <T, E extends Exception> T run(Work<T, E> work)
      throws E, IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Deletes the namespace if this object created it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
