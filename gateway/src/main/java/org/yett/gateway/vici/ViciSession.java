package org.yett.gateway.vici;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Three virtual threads: one reads, one works through the requests in their order, one
 * writes. A client that does not read what it asked for is dropped rather than waited for, so that
 * it cannot hold up the gateway.
 */
final class ViciSession implements AutoCloseable {

  /** Answers one request; may use {@link ViciSession#send} to stream events before. */
  interface Commands {
    /** The answer, or nothing if there is no such command. */
    Optional<ViciMessage> execute(String command, ViciMessage request, ViciSession session)
        throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ViciSession.class);
  private static final int PENDING_REQUESTS = 32;
  private static final int PENDING_ANSWERS = 4096;

  private final ViciChannel channel;
  private final Commands commands;
  private final Runnable onClose;
  private final Set<String> events = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<ViciPacket> requests = new LinkedBlockingQueue<>(PENDING_REQUESTS);
  private final BlockingQueue<ViciPacket> answers = new LinkedBlockingQueue<>(PENDING_ANSWERS);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread reader;
  private final Thread worker;
  private final Thread writer;

  ViciSession(SocketChannel socket, Commands commands, Runnable onClose) {
    this.channel = new ViciChannel(socket);
    this.commands = commands;
    this.onClose = onClose;
    this.reader = Thread.ofVirtual().name("vici-read").unstarted(this::read);
    this.worker = Thread.ofVirtual().name("vici-work").unstarted(this::work);
    this.writer = Thread.ofVirtual().name("vici-write").unstarted(this::write);
  }

  void start() {
    writer.start();
    worker.start();
    reader.start();
  }

  /** Whether the client asked to be told of the event. */
  boolean listensTo(String event) {
    return events.contains(event);
  }

  /** Sends a packet after those before it; waits for room. */
  void send(ViciPacket packet) throws InterruptedException {
    answers.put(packet);
  }

  /**
   * Tells of an event if the client asked for it. Never waits: a client that lets thousands pile up
   * is dropped.
   */
  void tell(String event, ViciMessage message) {
    if (listensTo(event) && !answers.offer(new ViciPacket.Event(event, message))) {
      LOG.warn("a vici client does not read its events; its connection is closed");
      close();
    }
  }

  private void read() {
    try {
      while (!closed.get()) {
        Optional<ViciPacket> packet = channel.read();
        if (packet.isEmpty()) {
          break;
        }
        requests.put(packet.get());
      }
    } catch (ClosedChannelException e) {
      // We closed it ourselves.
    } catch (IOException e) {
      LOG.warn("vici connection closed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void work() {
    try {
      while (!closed.get()) {
        handle(requests.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void handle(ViciPacket packet) throws InterruptedException {
    switch (packet) {
      case ViciPacket.CommandRequest request -> {
        Optional<ViciMessage> answer = execute(request);
        send(
            answer.isPresent()
                ? new ViciPacket.CommandResponse(answer.get())
                : new ViciPacket.CommandUnknown());
      }
      case ViciPacket.EventRegister register -> {
        if (ViciEvents.KNOWN.contains(register.event())) {
          events.add(register.event());
          send(new ViciPacket.EventConfirm());
        } else {
          send(new ViciPacket.EventUnknown());
        }
      }
      case ViciPacket.EventUnregister unregister ->
          send(
              events.remove(unregister.event())
                  ? new ViciPacket.EventConfirm()
                  : new ViciPacket.EventUnknown());
      case ViciPacket.CommandResponse p -> unexpected();
      case ViciPacket.CommandUnknown p -> unexpected();
      case ViciPacket.EventConfirm p -> unexpected();
      case ViciPacket.EventUnknown p -> unexpected();
      case ViciPacket.Event p -> unexpected();
    }
  }

  private Optional<ViciMessage> execute(ViciPacket.CommandRequest request)
      throws InterruptedException {
    try {
      return commands.execute(request.command(), request.message(), this);
    } catch (CancellationException e) {
      return Optional.of(Replies.failure("the gateway is ending"));
    } catch (RuntimeException e) {
      LOG.error("vici command '{}' failed", request.command(), e);
      return Optional.of(Replies.failure("internal error: see the gateway's log"));
    }
  }

  private void unexpected() {
    LOG.warn("a vici client sent what only a server sends; its connection is closed");
    close();
  }

  private void write() {
    try {
      while (!closed.get()) {
        channel.write(answers.take());
      }
    } catch (IOException e) {
      LOG.debug("vici client is gone: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a vici connection: {}", e.getMessage());
    }
    reader.interrupt();
    worker.interrupt();
    writer.interrupt();
    onClose.run();
  }
}
