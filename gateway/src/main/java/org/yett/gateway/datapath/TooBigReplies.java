package org.yett.gateway.datapath;

import java.io.IOException;
import java.util.Arrays;
import org.yett.esp.packet.IcmpError;
import org.yett.esp.packet.InnerHeader;
import org.yett.tun.PacketBatch;

/**
 * Tells the senders of packets that are too long for the tunnel what would fit (RFC 4301 8.2). The
 * message seems to come from where the packet was going, since the tunnel has no address of its
 * own.
 */
final class TooBigReplies {
  private final DeviceWriter device;
  private final InnerHeader header = new InnerHeader();
  private final PacketBatch reply = new PacketBatch(1, 0, IcmpError.MAX_LENGTH, 0);

  TooBigReplies(DeviceWriter device) {
    this.device = device;
  }

  /**
   * Answers packet {@code index} of the batch.
   *
   * @param mtu longest packet in octets that the tunnel carries
   */
  void reply(PacketBatch packets, int index, int mtu) throws IOException {
    byte[] buffer = packets.buffer(index);
    int offset = packets.offset(index);
    if (!header.parse(buffer, offset, packets.length(index))
        || !IcmpError.TOO_BIG.allowedFor(header)) {
      return;
    }
    boolean ipv4 = header.version() == 4;
    int at = offset + (ipv4 ? 16 : 24);
    byte[] destination = Arrays.copyOfRange(buffer, at, at + (ipv4 ? 4 : 16));
    reply.clear();
    int slot = reply.claim();
    int length =
        IcmpError.TOO_BIG.write(
            reply.buffer(slot), reply.offset(slot), destination, buffer, offset, header, mtu);
    reply.set(slot, reply.offset(slot), length);
    device.write(reply);
  }
}
