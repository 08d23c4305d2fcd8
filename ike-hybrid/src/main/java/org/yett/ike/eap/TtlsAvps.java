package org.yett.ike.eap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/** The attribute-value pairs inside an EAP-TTLS tunnel (RFC 5281 10). */
final class TtlsAvps {

  /** User-Name. */
  static final int USER_NAME = 1;

  /** User-Password: PAP. */
  static final int USER_PASSWORD = 2;

  /** EAP-Message. */
  static final int EAP_MESSAGE = 79;

  private static final int HEADER = 8;
  private static final int VENDOR = 0x80;
  private static final int MANDATORY = 0x40;
  private static final int MOST = 64;

  private TtlsAvps() {}

  /**
   * A pair.
   *
   * @param code its code, of vendor 0
   * @param data its value
   */
  record Avp(int code, Octets data) {}

  /** A pair on the wire, which has to be understood, padded to 4 octets. */
  static byte[] encode(int code, Octets data) {
    int length = HEADER + data.size();
    ByteBuffer out = ByteBuffer.allocate(length + 3 & ~3);
    out.putInt(code).putInt(MANDATORY << 24 | length).put(data.toArray());
    return out.array();
  }

  /**
   * Reads pairs.
   *
   * @return those of vendor 0; empty if they are malformed, too many, or one that has to be
   *     understood is none of ours
   */
  static Optional<List<Avp>> decode(byte[] octets) {
    List<Avp> pairs = new ArrayList<>();
    Octets all = Octets.wrap(octets);
    int at = 0;
    while (at < all.size()) {
      if (all.size() - at < HEADER || pairs.size() == MOST) {
        return Optional.empty();
      }
      long code = all.u32(at);
      int flags = all.u8(at + 4);
      int length = (int) (all.u32(at + 4) & 0xffffff);
      boolean vendor = (flags & VENDOR) != 0;
      int header = vendor ? HEADER + 4 : HEADER;
      if (length < header || length > all.size() - at) {
        return Optional.empty();
      }
      boolean ours = !vendor && (code == USER_NAME || code == USER_PASSWORD || code == EAP_MESSAGE);
      if (ours) {
        pairs.add(new Avp((int) code, all.slice(at + header, length - header)));
      } else if ((flags & MANDATORY) != 0) {
        return Optional.empty();
      }
      // The last one's padding may be missing.
      at = Math.min(all.size(), at + (length + 3 & ~3));
    }
    return Optional.of(pairs);
  }

  /** The values of all pairs of a code, one after the other; empty if there is none. */
  static Optional<Octets> all(List<Avp> pairs, int code) {
    Octets[] values =
        pairs.stream().filter(p -> p.code() == code).map(Avp::data).toArray(Octets[]::new);
    return values.length == 0 ? Optional.empty() : Optional.of(Octets.concat(values));
  }
}
