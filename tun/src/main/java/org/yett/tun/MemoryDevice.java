package org.yett.tun;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One end of a pair of devices in memory: what is written to one is read from the other. For the
 * embedded mode and for tests; needs no privileges and works on every system.
 *
 * <p>Each direction holds a bounded number of packets; writing to a full one drops the packet with
 * {@link Errno#ENOBUFS}, one longer than the MTU with {@link Errno#EMSGSIZE}, and one to a closed
 * peer with {@link Errno#EIO}.
 */
public final class MemoryDevice implements PacketDevice {

  /**
   * Two devices joined to each other.
   *
   * @param left one end
   * @param right the other end
   */
  public record Pair(MemoryDevice left, MemoryDevice right) implements AutoCloseable {
    @Override
    public void close() {
      left.close();
      right.close();
    }
  }

  private final String name;
  private final int mtu;
  private final Queue incoming;
  private final Queue outgoing;
  private final TrafficCounters counters = new TrafficCounters();

  private MemoryDevice(String name, int mtu, Queue incoming, Queue outgoing) {
    this.name = name;
    this.mtu = mtu;
    this.incoming = incoming;
    this.outgoing = outgoing;
  }

  /**
   * Makes a pair.
   *
   * @param leftName name of one end
   * @param rightName name of the other
   * @param mtu largest packet in octets
   * @param depth packets that each direction can hold
   */
  public static Pair pair(String leftName, String rightName, int mtu, int depth) {
    if (mtu < 1 || depth < 1) {
      throw new IllegalArgumentException("MTU %d, depth %d".formatted(mtu, depth));
    }
    Queue toLeft = new Queue(mtu, depth);
    Queue toRight = new Queue(mtu, depth);
    return new Pair(
        new MemoryDevice(leftName, mtu, toLeft, toRight),
        new MemoryDevice(rightName, mtu, toRight, toLeft));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int mtu() {
    return mtu;
  }

  @Override
  public int read(PacketBatch batch) {
    return incoming.take(batch, counters);
  }

  @Override
  public int write(PacketBatch batch) {
    return outgoing.put(batch, counters);
  }

  @Override
  public Readiness await(long timeoutMillis) {
    return incoming.await(timeoutMillis);
  }

  @Override
  public void wakeup() {
    incoming.wakeup();
  }

  @Override
  public DeviceCounters counters() {
    return counters.snapshot();
  }

  /** Closes this end: its reader ends, and the other end's writes are refused. */
  @Override
  public void close() {
    incoming.closeReader();
    outgoing.closeWriter();
  }

  /** One direction: a ring of buffers under a lock, which is taken once a batch. */
  private static final class Queue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int mtu;
    private final byte[][] ring;
    private final int[] lengths;
    private int head;
    private int size;
    private boolean woken;
    private boolean readerClosed;
    private boolean writerClosed;

    Queue(int mtu, int depth) {
      this.mtu = mtu;
      ring = new byte[depth][];
      lengths = new int[depth];
    }

    int take(PacketBatch batch, TrafficCounters counters) {
      lock.lock();
      try {
        int taken = 0;
        if (readerClosed) {
          return 0;
        }
        while (size > 0 && !batch.isFull()) {
          int length = lengths[head];
          if (length > batch.maxLength()) {
            counters.readDropped(1);
          } else {
            batch.append(ring[head], 0, length);
            counters.read(1, length);
            taken++;
          }
          head = (head + 1) % ring.length;
          size--;
        }
        return taken;
      } finally {
        lock.unlock();
      }
    }

    int put(PacketBatch batch, TrafficCounters counters) {
      lock.lock();
      try {
        int accepted = 0;
        if (writerClosed) {
          return 0;
        }
        for (int i = 0; i < batch.size(); i++) {
          int length = batch.length(i);
          if (length == 0) {
            continue;
          }
          int error = refusal(length);
          batch.error(i, error);
          if (error != 0) {
            counters.writeDropped(1);
            continue;
          }
          int tail = (head + size) % ring.length;
          if (ring[tail] == null) {
            ring[tail] = new byte[mtu];
          }
          System.arraycopy(batch.buffer(i), batch.offset(i), ring[tail], 0, length);
          lengths[tail] = length;
          size++;
          accepted++;
          counters.written(1, length);
        }
        if (accepted > 0) {
          changed.signalAll();
        }
        return accepted;
      } finally {
        lock.unlock();
      }
    }

    private int refusal(int length) {
      if (readerClosed) {
        return Errno.EIO;
      }
      if (length > mtu) {
        return Errno.EMSGSIZE;
      }
      return size == ring.length ? Errno.ENOBUFS : 0;
    }

    Readiness await(long timeoutMillis) {
      lock.lock();
      try {
        long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (true) {
          if (readerClosed) {
            return Readiness.CLOSED;
          }
          if (size > 0) {
            return Readiness.READABLE;
          }
          if (woken) {
            woken = false;
            return Readiness.WOKEN;
          }
          if (timeoutMillis < 0) {
            changed.awaitUninterruptibly();
          } else if (left <= 0) {
            return Readiness.TIMED_OUT;
          } else {
            left = changed.awaitNanos(left);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Readiness.WOKEN;
      } finally {
        lock.unlock();
      }
    }

    void wakeup() {
      lock.lock();
      try {
        woken = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void closeReader() {
      lock.lock();
      try {
        readerClosed = true;
        size = 0;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void closeWriter() {
      lock.lock();
      try {
        writerClosed = true;
      } finally {
        lock.unlock();
      }
    }
  }
}
