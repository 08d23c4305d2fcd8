package org.yett.gateway.vici;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.GatewayListener;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.LogLine;

/**
 * Serves a gateway's control over a Unix domain socket that only its own user can open. Closing it
 * closes all connections and removes the socket.
 */
public final class ViciServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ViciServer.class);
  private static final int MAX_SESSIONS = 128;

  private final Path path;
  private final ServerSocketChannel server;
  private final ViciCommands commands;
  private final Set<ViciSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final GatewayControl.Subscription subscription;

  private ViciServer(Path path, ServerSocketChannel server, GatewayControl control) {
    this.path = path;
    this.server = server;
    this.commands = new ViciCommands(control);
    this.subscription = control.subscribe(new Teller());
  }

  /**
   * Opens the socket and begins to serve.
   *
   * @throws IOException if another gateway serves at the path, or the socket cannot be made there;
   *     the message says which
   */
  public static ViciServer start(Path path, GatewayControl control) throws IOException {
    ServerSocketChannel server = bind(path.toAbsolutePath());
    ViciServer vici = new ViciServer(path.toAbsolutePath(), server, control);
    Thread.ofVirtual().name("vici-accept").start(vici::accept);
    return vici;
  }

  /** Where it serves. */
  public Path path() {
    return path;
  }

  private static ServerSocketChannel bind(Path path) throws IOException {
    removeStale(path);
    // Made in a directory of its own and then moved, so that nobody else can open it before its
    // mode is set.
    Path parent = path.getParent();
    if (!Files.isDirectory(parent)) {
      throw new IOException("no directory " + parent + " for the control socket");
    }
    Path hidden =
        Files.createTempDirectory(
            parent,
            ".y",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        Path made = hidden.resolve("s");
        server.bind(UnixDomainSocketAddress.of(made));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        return server;
      } catch (IOException e) {
        server.close();
        throw new IOException("cannot make the control socket " + path + ": " + e.getMessage(), e);
      }
    } finally {
      Files.deleteIfExists(hidden.resolve("s"));
      Files.deleteIfExists(hidden);
    }
  }

  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobodyAnswers) {
      if (Files.isRegularFile(path) || Files.isDirectory(path)) {
        throw new IOException(path + " exists and is no socket", nobodyAnswers);
      }
      Files.delete(path);
      return;
    }
    throw new IOException("another gateway serves at " + path);
  }

  private void accept() {
    while (!closed.get()) {
      try {
        SocketChannel socket = server.accept();
        if (sessions.size() >= MAX_SESSIONS) {
          LOG.warn("more than {} vici connections: one more is refused", MAX_SESSIONS);
          socket.close();
          continue;
        }
        serve(socket);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("accepting a vici connection: {}", e.getMessage());
      }
    }
  }

  private void serve(SocketChannel socket) {
    ViciSession[] self = new ViciSession[1];
    self[0] = new ViciSession(socket, commands, () -> sessions.remove(self[0]));
    sessions.add(self[0]);
    self[0].start();
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    subscription.close();
    server.close();
    sessions.forEach(ViciSession::close);
    Files.deleteIfExists(path);
  }

  /** Passes on what happens to the clients that asked for it. */
  private final class Teller implements GatewayListener {
    @Override
    public void ikeUpDown(IkeSaStatus ikeSa, boolean up) {
      tell(ViciEvents.IKE_UPDOWN, StatusMessages.upDown(ikeSa, up));
    }

    @Override
    public void childUpDown(IkeSaStatus ikeSa, boolean up) {
      tell(ViciEvents.CHILD_UPDOWN, StatusMessages.upDown(ikeSa, up));
    }

    @Override
    public void ikeRekeyed(IkeSaStatus before, IkeSaStatus after) {
      tell(ViciEvents.IKE_REKEY, StatusMessages.ikeRekey(before, after));
    }

    @Override
    public void childRekeyed(IkeSaStatus ikeSa, ChildSaStatus before, ChildSaStatus after) {
      tell(ViciEvents.CHILD_REKEY, StatusMessages.childRekey(ikeSa, before, after));
    }

    @Override
    public void log(LogLine line) {
      if (line.level() <= 1) {
        tell(ViciEvents.LOG, StatusMessages.log(line));
      }
    }

    private void tell(String event, ViciMessage message) {
      for (ViciSession session : sessions) {
        session.tell(event, message);
      }
    }
  }
}
