package org.yett.gateway.decrypt;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.IpPacket;
import org.yett.gateway.capture.IpReassembly;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.wire.Octets;

/**
 * Copies a capture as it is and comments on each IKE message in it: its exchange, its payloads as
 * far as keys are at hand, and its clauses.
 */
public final class CaptureComments {
  private CaptureComments() {}

  /** Copies all of a capture; reader and writer stay with the caller. */
  public static void run(CaptureReader in, PcapngWriter out, KeyRing keys) throws IOException {
    IkeReader reader = new IkeReader(keys);
    IpReassembly reassembly = new IpReassembly();
    Set<Octets> seen = new HashSet<>();
    int interfaces = 0;
    for (Optional<CapturedPacket> next = in.next(); next.isPresent(); next = in.next()) {
      CapturedPacket packet = next.get();
      while (interfaces < in.interfaces().size()) {
        int added = out.add(in.interfaces().get(interfaces));
        interfaces = added + 1;
      }
      Optional<Octets> message = message(in, reassembly, packet);
      boolean again = message.isPresent() && !seen.add(message.get());
      Optional<String> comment =
          message
              .flatMap(reader::read)
              .map(reading -> Commentary.of(reading) + (again ? " (sent again)" : ""));
      out.write(comment.map(packet::withComment).orElse(packet));
    }
  }

  private static Optional<Octets> message(
      CaptureReader in, IpReassembly reassembly, CapturedPacket packet) {
    OptionalInt offset =
        in.interfaces().get(packet.interfaceIndex()).linkType().ipOffset(packet.frame());
    return offset.isEmpty()
        ? Optional.empty()
        : IpPacket.parse(packet.frame(), offset.getAsInt())
            .flatMap(reassembly::add)
            .flatMap(IpPacket::udp)
            .flatMap(IkeOctets::in)
            .map(IkeOctets::octets);
  }
}
