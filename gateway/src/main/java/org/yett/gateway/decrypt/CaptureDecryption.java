package org.yett.gateway.decrypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yett.gateway.capture.CaptureInterface;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.IpPacket;
import org.yett.gateway.capture.IpReassembly;
import org.yett.gateway.capture.LinkType;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.capture.UdpDatagram;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.wire.Octets;

/**
 * Copies a capture in plain. Each IKE message stands where its last datagram stood, with the
 * payloads that were inside in the place of the Encrypted payload, and a comment; what no key opens
 * stays as it is, and the comment says so. Inner packets follow the ESP packets that carried them,
 * on an interface of their own. All else is copied.
 */
public final class CaptureDecryption {
  private static final int ESP_HEADER = 8;
  private static final int NAT_PORT = 4500;

  /** A fragment that waits for the others. */
  private record Waiting(int number, CapturedPacket packet) {}

  private final CaptureReader in;
  private final PcapngWriter out;
  private final IkeReader ike;
  private final EspReader esp;
  private final IpReassembly reassembly = new IpReassembly();
  private final Map<Integer, Integer> interfaces = new HashMap<>();
  private final Map<Object, List<Waiting>> waiting = new LinkedHashMap<>();
  private final Set<Octets> seen = new HashSet<>();
  private OptionalInt inner = OptionalInt.empty();
  private int frames;
  private int messages;
  private int opened;
  private int reassembled;
  private int sealed;
  private int espPackets;
  private int innerPackets;

  private CaptureDecryption(CaptureReader in, PcapngWriter out, KeyRing keys) {
    this.in = in;
    this.out = out;
    this.ike = new IkeReader(keys);
    this.esp = new EspReader(keys);
  }

  /** Copies all of a capture; reader and writer stay with the caller. */
  public static DecryptionSummary run(CaptureReader in, PcapngWriter out, KeyRing keys)
      throws IOException {
    return new CaptureDecryption(in, out, keys).run();
  }

  private DecryptionSummary run() throws IOException {
    for (Optional<CapturedPacket> next = in.next(); next.isPresent(); next = in.next()) {
      frames++;
      packet(next.get());
    }
    for (List<Waiting> parts : waiting.values()) {
      for (Waiting part : parts) {
        sealed++;
        write(part.packet().withComment("other fragments of this message are missing"));
      }
    }
    return new DecryptionSummary(
        frames, messages, opened, reassembled, sealed, espPackets, innerPackets);
  }

  private void packet(CapturedPacket packet) throws IOException {
    CaptureInterface source = in.interfaces().get(packet.interfaceIndex());
    OptionalInt offset = source.linkType().ipOffset(packet.frame());
    if (offset.isEmpty()) {
      write(packet);
      return;
    }
    Optional<IpPacket> whole =
        IpPacket.parse(packet.frame(), offset.getAsInt()).flatMap(reassembly::add);
    if (whole.isEmpty()) {
      write(packet);
      return;
    }
    byte[] link = Arrays.copyOf(packet.frame(), offset.getAsInt());
    if (whole.get().protocol() == IpPacket.ESP) {
      write(packet);
      esp(packet, whole.get().payload());
      return;
    }
    Optional<UdpDatagram> datagram = whole.get().udp();
    Optional<IkeOctets> message = datagram.flatMap(IkeOctets::in);
    if (message.isPresent()) {
      ike(packet, link, whole.get(), message.get());
      return;
    }
    write(packet);
    if (datagram.isPresent() && looksLikeEsp(datagram.get())) {
      for (byte[] segment : EspSegments.of(datagram.get().contents())) {
        esp(packet, segment);
      }
    }
  }

  private boolean looksLikeEsp(UdpDatagram datagram) {
    byte[] contents = datagram.contents();
    if (contents.length < ESP_HEADER) {
      return false;
    }
    int spi = ByteBuffer.wrap(contents).getInt();
    boolean port = datagram.sourcePort() == NAT_PORT || datagram.destinationPort() == NAT_PORT;
    return spi != 0 && (port || esp.knows(spi));
  }

  private void ike(CapturedPacket original, byte[] link, IpPacket ip, IkeOctets message)
      throws IOException {
    Optional<IkeReading> read = ike.read(message.octets());
    if (read.isEmpty()) {
      write(original);
      return;
    }
    boolean again = !seen.add(message.octets());
    IkeReading reading = read.get();
    CapturedPacket packet = withoutOurComment(original, reading);
    String comment = Commentary.of(reading) + (again ? " (sent again)" : "");
    switch (reading) {
      case IkeReading.Clear clear -> {
        messages++;
        write(packet.withComment(comment));
      }
      case IkeReading.Opened plain -> {
        messages++;
        opened++;
        write(inPlain(packet, link, ip, message, plain, comment));
      }
      case IkeReading.Fragment fragment ->
          waiting
              .computeIfAbsent(fragment.set(), _ -> new ArrayList<>())
              .add(new Waiting(frames, packet.withComment(comment)));
      case IkeReading.Sealed _ -> {
        sealed++;
        write(packet.withComment(comment));
      }
      case IkeReading.Malformed _ -> write(packet.withComment(comment));
    }
  }

  /** What "yett capture" has said of the message is said again, of the message in plain. */
  private static CapturedPacket withoutOurComment(CapturedPacket packet, IkeReading reading) {
    String name = reading.header().describe();
    return new CapturedPacket(
        packet.interfaceIndex(),
        packet.time(),
        packet.frame(),
        packet.originalLength(),
        packet.comments().stream().filter(comment -> !comment.startsWith(name)).toList());
  }

  private CapturedPacket inPlain(
      CapturedPacket packet,
      byte[] link,
      IpPacket ip,
      IkeOctets message,
      IkeReading.Opened plain,
      String comment) {
    String remark = comment;
    if (plain.fragments() > 1) {
      reassembled++;
      List<Waiting> parts = waiting.remove(IkeReader.setOf(plain));
      List<String> numbers = new ArrayList<>();
      if (parts != null) {
        parts.forEach(part -> numbers.add(Integer.toString(part.number())));
      }
      numbers.add(Integer.toString(frames));
      remark += "; in frames " + String.join(", ", numbers) + " of the original";
    }
    byte[] contents = new byte[message.prefix() + plain.plain().size()];
    plain.plain().copyTo(contents, message.prefix());
    Optional<IpPacket> rebuilt = ip.withUdpPayload(contents);
    if (rebuilt.isEmpty()) {
      return packet.withComment(remark + "; too long in plain for a datagram");
    }
    byte[] whole = rebuilt.get().octets();
    byte[] frame = Arrays.copyOf(link, link.length + whole.length);
    System.arraycopy(whole, 0, frame, link.length, whole.length);
    CapturedPacket made =
        new CapturedPacket(
            packet.interfaceIndex(), packet.time(), frame, frame.length, packet.comments());
    return made.withComment(remark);
  }

  private void esp(CapturedPacket packet, byte[] octets) throws IOException {
    espPackets++;
    Optional<EspReader.Inner> opened = esp.open(octets);
    if (opened.isEmpty() || !opened.get().isTunnelled()) {
      return;
    }
    if (inner.isEmpty()) {
      inner =
          OptionalInt.of(
              out.add(
                  new CaptureInterface(
                      "inner", LinkType.RAW, "what was inside of ESP, decrypted")));
    }
    innerPackets++;
    EspReader.Inner content = opened.get();
    out.write(
        CapturedPacket.of(inner.getAsInt(), packet.time(), content.payload())
            .withComment(
                "inside of ESP SPI %08x, sequence number %d, frame %d of the original [RFC 4303 3.1.2]"
                    .formatted(content.spi(), content.sequence(), frames)));
  }

  private void write(CapturedPacket packet) throws IOException {
    Integer index = interfaces.get(packet.interfaceIndex());
    if (index == null) {
      index = out.add(in.interfaces().get(packet.interfaceIndex()));
      interfaces.put(packet.interfaceIndex(), index);
    }
    out.write(
        new CapturedPacket(
            index, packet.time(), packet.frame(), packet.originalLength(), packet.comments()));
  }
}
