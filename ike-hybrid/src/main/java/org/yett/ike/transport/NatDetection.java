package org.yett.ike.transport;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;

/** The data of NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP (RFC 7296 2.23, 3.10.1). */
@Clause("rfc7296:2.23")
public final class NatDetection {

  private NatDetection() {}

  /** SHA-1 over SPIs, address and port: identification, not security. */
  @Clause("rfc7296:2.23/x1")
  @Clause("rfc7296:2.23/x2")
  public static Octets hash(IkeSpi initiator, IkeSpi responder, TransportAddress end) {
    byte[] address = end.ip().getAddress();
    ByteBuffer input = ByteBuffer.allocate(18 + address.length);
    input.putLong(initiator.value()).putLong(responder.value()).put(address);
    input.putShort((short) end.port());
    try {
      return Octets.wrap(MessageDigest.getInstance("SHA-1").digest(input.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** Whether none of the hashes that the sender gave is of this end: a NAT has changed it. */
  @Clause("rfc7296:2.23/9")
  @Clause("rfc7296:2.23/12")
  public static boolean isTranslated(
      List<Octets> hashes, IkeSpi initiator, IkeSpi responder, TransportAddress end) {
    return !hashes.isEmpty() && !hashes.contains(hash(initiator, responder, end));
  }
}
