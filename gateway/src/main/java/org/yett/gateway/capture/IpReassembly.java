package org.yett.gateway.capture;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts fragmented IP packets together again (RFC 791 3.2, RFC 8200 4.5). Keeps a bounded number of
 * incomplete packets: the oldest is given up for a new one.
 */
public final class IpReassembly {
  private static final int MOST_PACKETS = 256;
  private static final int MOST_FRAGMENTS = 128;

  private record Key(InetAddress source, InetAddress destination, int protocol, long id) {}

  private record Part(int offset, boolean last, byte[] payload) {
    int end() {
      return offset + payload.length;
    }
  }

  private static final class Parts {
    private final List<Part> parts = new ArrayList<>();
    private Optional<IpPacket> first = Optional.empty();
  }

  private final Map<Key, Parts> incomplete = new LinkedHashMap<>();

  /** The whole packet, once this is its last missing fragment; a packet that is none, at once. */
  public Optional<IpPacket> add(IpPacket packet) {
    if (!packet.isFragment()) {
      return Optional.of(packet);
    }
    Key key =
        new Key(packet.source(), packet.destination(), packet.protocol(), packet.identification());
    Parts parts = incomplete.computeIfAbsent(key, _ -> new Parts());
    if (incomplete.size() > MOST_PACKETS) {
      incomplete.remove(incomplete.keySet().iterator().next());
    }
    if (parts.parts.size() >= MOST_FRAGMENTS) {
      incomplete.remove(key);
      return Optional.empty();
    }
    parts.parts.add(new Part(packet.fragmentOffset(), !packet.moreFragments(), packet.payload()));
    if (packet.fragmentOffset() == 0) {
      parts.first = Optional.of(packet);
    }
    Optional<byte[]> payload = join(parts.parts);
    if (payload.isEmpty() || parts.first.isEmpty()) {
      return Optional.empty();
    }
    incomplete.remove(key);
    return parts.first.get().withPayload(payload.get());
  }

  private static Optional<byte[]> join(List<Part> parts) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingInt(Part::offset));
    Part last = sorted.getLast();
    if (!last.last() || last.end() > 0xffff) {
      return Optional.empty();
    }
    byte[] whole = new byte[last.end()];
    int reached = 0;
    for (Part part : sorted) {
      if (part.offset() > reached || part.end() > whole.length) {
        return Optional.empty();
      }
      System.arraycopy(part.payload(), 0, whole, part.offset(), part.payload().length);
      reached = Math.max(reached, part.end());
    }
    return reached == whole.length ? Optional.of(whole) : Optional.empty();
  }
}
