package org.yett.gateway.decrypt;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.IpPacket;
import org.yett.gateway.capture.IpReassembly;
import org.yett.gateway.capture.UdpDatagram;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Octets;

/**
 * What was said on a link, in plain, as far as the keys at hand go: every IKE message whole, and
 * every ESP packet. What {@link CaptureDecryption} writes down as a capture, this is to be looked
 * at by a program.
 *
 * @param said in the order of the capture
 */
public record Conversation(List<Said> said) {
  private static final int ESP_HEADER = 8;
  private static final int NAT_PORT = 4500;

  /** Copies the list. */
  public Conversation {
    said = List.copyOf(said);
  }

  /** Reads all of a capture; the reader stays with the caller. */
  public static Conversation read(CaptureReader in, KeyRing keys) throws IOException {
    return new Listener(in, keys).listen();
  }

  /** The IKE messages. */
  public List<Said.Ike> ike() {
    return said.stream().filter(Said.Ike.class::isInstance).map(Said.Ike.class::cast).toList();
  }

  /** The ESP packets. */
  public List<Said.Esp> esp() {
    return said.stream().filter(Said.Esp.class::isInstance).map(Said.Esp.class::cast).toList();
  }

  /**
   * For a person: a line for each IKE message, with seconds since the first, and one for ESP
   * packets between them.
   */
  public List<String> transcript() {
    List<String> lines = new ArrayList<>();
    List<Said.Esp> packets = new ArrayList<>();
    for (Said one : said) {
      switch (one) {
        case Said.Esp esp -> packets.add(esp);
        case Said.Ike ike -> {
          flush(packets, lines);
          lines.add(
              "%s  %s > %s  %s"
                  .formatted(
                      place(ike),
                      ike.source().getHostAddress(),
                      ike.destination().getHostAddress(),
                      ike.text()));
        }
      }
    }
    flush(packets, lines);
    return lines;
  }

  private String place(Said one) {
    double seconds = Duration.between(said.getFirst().time(), one.time()).toNanos() / 1e9;
    return String.format(Locale.ROOT, "%9.3f  frame %d", seconds, one.frame());
  }

  /** Says of each SA what it carried, in one line for all of them. */
  private void flush(List<Said.Esp> packets, List<String> lines) {
    if (packets.isEmpty()) {
      return;
    }
    Map<Integer, List<Said.Esp>> bySpi = new LinkedHashMap<>();
    packets.forEach(esp -> bySpi.computeIfAbsent(esp.spi(), _ -> new ArrayList<>()).add(esp));
    List<String> parts = new ArrayList<>();
    bySpi.forEach((spi, own) -> {
      long opened = own.stream().filter(esp -> esp.nextHeader().isPresent()).count();
      Said.Esp first = own.getFirst();
      parts.add(
          "%s > %s %sSPI %08x, sequence numbers %d to %d, %d of %d packets opened"
              .formatted(
                  first.source().getHostAddress(),
                  first.destination().getHostAddress(),
                  first.udp() ? "in UDP, " : "",
                  spi,
                  first.sequence(),
                  own.getLast().sequence(),
                  opened,
                  own.size()));
    });
    lines.add(place(packets.getFirst()) + "  ESP: " + String.join("; ", parts));
    packets.clear();
  }

  /** Reads a capture from its beginning to its end. */
  private static final class Listener {
    private final CaptureReader in;
    private final IkeReader ike;
    private final EspReader esp;
    private final IpReassembly reassembly = new IpReassembly();
    private final Set<Octets> seen = new HashSet<>();
    private final List<Said> said = new ArrayList<>();
    private int frame;

    Listener(CaptureReader in, KeyRing keys) {
      this.in = in;
      this.ike = new IkeReader(keys);
      this.esp = new EspReader(keys);
    }

    Conversation listen() throws IOException {
      for (Optional<CapturedPacket> next = in.next(); next.isPresent(); next = in.next()) {
        frame++;
        CapturedPacket packet = next.get();
        OptionalInt offset =
            in.interfaces().get(packet.interfaceIndex()).linkType().ipOffset(packet.frame());
        if (offset.isPresent()) {
          IpPacket.parse(packet.frame(), offset.getAsInt())
              .flatMap(reassembly::add)
              .ifPresent(whole -> hear(packet.time(), whole));
        }
      }
      return new Conversation(said);
    }

    private void hear(Instant time, IpPacket packet) {
      if (packet.protocol() == IpPacket.ESP) {
        hearEsp(time, packet, false, packet.payload());
        return;
      }
      Optional<UdpDatagram> datagram = packet.udp();
      if (datagram.isEmpty()) {
        return;
      }
      Optional<IkeOctets> message = IkeOctets.in(datagram.get());
      if (message.isPresent()) {
        hearIke(time, packet, datagram.get(), message.get().octets());
      } else if (looksLikeEsp(datagram.get())) {
        for (byte[] segment : EspSegments.of(datagram.get().contents())) {
          hearEsp(time, packet, true, segment);
        }
      }
    }

    private boolean looksLikeEsp(UdpDatagram datagram) {
      byte[] contents = datagram.contents();
      return contents.length >= ESP_HEADER
          && ByteBuffer.wrap(contents).getInt() != 0
          && (datagram.sourcePort() == NAT_PORT || datagram.destinationPort() == NAT_PORT);
    }

    private void hearIke(Instant time, IpPacket packet, UdpDatagram datagram, Octets octets) {
      boolean again = !seen.add(octets);
      Optional<IkeReading> reading = ike.read(octets);
      if (reading.isEmpty()) {
        return;
      }
      String text = Commentary.of(reading.get()) + (again ? " (sent again)" : "");
      InetAddress source = packet.source();
      InetAddress destination = packet.destination();
      int from = datagram.sourcePort();
      int to = datagram.destinationPort();
      switch (reading.get()) {
        case IkeReading.Clear clear ->
            said.add(
                new Said.Ike(
                    frame,
                    time,
                    source,
                    destination,
                    from,
                    to,
                    clear.header(),
                    Optional.of(clear.message()),
                    OptionalInt.empty(),
                    1,
                    again,
                    text));
        case IkeReading.Opened opened ->
            said.add(
                new Said.Ike(
                    frame,
                    time,
                    source,
                    destination,
                    from,
                    to,
                    opened.header(),
                    opened.message(),
                    OptionalInt.of(opened.generation()),
                    opened.fragments(),
                    again,
                    text));
        // Its last fragment brings the message.
        case IkeReading.Fragment _ -> {}
        case IkeReading.Sealed sealed ->
            said.add(unread(time, packet, datagram, again, new Unread(sealed.header(), text)));
        case IkeReading.Malformed malformed ->
            said.add(unread(time, packet, datagram, again, new Unread(malformed.header(), text)));
      }
    }

    private record Unread(IkeHeader header, String text) {}

    private Said.Ike unread(
        Instant time, IpPacket packet, UdpDatagram datagram, boolean again, Unread what) {
      return new Said.Ike(
          frame,
          time,
          packet.source(),
          packet.destination(),
          datagram.sourcePort(),
          datagram.destinationPort(),
          what.header(),
          Optional.empty(),
          OptionalInt.empty(),
          1,
          again,
          what.text());
    }

    private void hearEsp(Instant time, IpPacket packet, boolean udp, byte[] octets) {
      if (octets.length < ESP_HEADER) {
        return;
      }
      ByteBuffer header = ByteBuffer.wrap(octets);
      Optional<EspReader.Inner> inner = esp.open(octets);
      said.add(
          new Said.Esp(
              frame,
              time,
              packet.source(),
              packet.destination(),
              udp,
              header.getInt(0),
              Integer.toUnsignedLong(header.getInt(4)),
              inner.map(i -> OptionalInt.of(i.nextHeader())).orElse(OptionalInt.empty()),
              inner.map(i -> i.payload().length).orElse(0)));
    }
  }
}
