package org.yett.ike.eap;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.EapType;

/** An EAP packet (RFC 3748 4). */
public sealed interface EapPacket {

  /** Length of Code, Identifier and Length in octets. */
  int HEADER_SIZE = 4;

  /** Longest packet in octets: what the Length field holds. */
  int LONGEST = 0xffff;

  /** The Identifier, 0 to 255. */
  int identifier();

  /**
   * A request of the server.
   *
   * @param identifier 0 to 255
   * @param type what is requested
   * @param data what follows the Type
   */
  record Request(int identifier, EapType type, Octets data) implements EapPacket {
    /** Refuses an identifier out of range and data that do not fit. */
    public Request {
      require(identifier, data);
    }
  }

  /**
   * A response of the client.
   *
   * @param identifier that of the request
   * @param type that of the request, or Nak
   * @param data what follows the Type
   */
  record Response(int identifier, EapType type, Octets data) implements EapPacket {
    /** Refuses an identifier out of range and data that do not fit. */
    public Response {
      require(identifier, data);
    }
  }

  /**
   * The client is accepted.
   *
   * @param identifier that of the last response
   */
  record Success(int identifier) implements EapPacket {
    /** Refuses an identifier out of range. */
    public Success {
      require(identifier, Octets.EMPTY);
    }
  }

  /**
   * The client is not accepted.
   *
   * @param identifier that of the last response
   */
  record Failure(int identifier) implements EapPacket {
    /** Refuses an identifier out of range. */
    public Failure {
      require(identifier, Octets.EMPTY);
    }
  }

  private static void require(int identifier, Octets data) {
    if (identifier < 0 || identifier > 0xff) {
      throw new IllegalArgumentException("EAP Identifier " + identifier);
    }
    if (data.size() > LONGEST - HEADER_SIZE - 1) {
      throw new IllegalArgumentException("EAP data of " + data.size() + " octets");
    }
  }

  /**
   * Reads a packet.
   *
   * @param octets the whole packet
   * @return empty if it is too short, its Code is unknown, its Length is another one, a request or
   *     response has no Type, or a success or failure has more than its header
   */
  @Clause("rfc7296:3.16/3")
  static Optional<EapPacket> decode(Octets octets) {
    if (octets.size() < HEADER_SIZE || octets.u16(2) != octets.size()) {
      return Optional.empty();
    }
    int code = octets.u8(0);
    int identifier = octets.u8(1);
    boolean bare = octets.size() == HEADER_SIZE;
    return switch (code) {
      case 1, 2 -> {
        if (bare) {
          yield Optional.empty();
        }
        EapType type = EapType.of(octets.u8(HEADER_SIZE));
        Octets data = octets.from(HEADER_SIZE + 1);
        yield Optional.of(
            code == 1 ? new Request(identifier, type, data) : new Response(identifier, type, data));
      }
      case 3 -> bare ? Optional.of(new Success(identifier)) : Optional.empty();
      case 4 -> bare ? Optional.of(new Failure(identifier)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The packet as it is on the wire. */
  @Clause("rfc7296:3.16/2")
  default Octets encode() {
    return switch (this) {
      case Request r -> typed(1, r.identifier, r.type, r.data);
      case Response r -> typed(2, r.identifier, r.type, r.data);
      case Success s -> bare(3, s.identifier);
      case Failure f -> bare(4, f.identifier);
    };
  }

  private static Octets typed(int code, int identifier, EapType type, Octets data) {
    int length = HEADER_SIZE + 1 + data.size();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) code).put((byte) identifier).putShort((short) length);
    out.put((byte) type.value()).put(data.toArray());
    return Octets.wrap(out.array());
  }

  private static Octets bare(int code, int identifier) {
    return Octets.wrap(new byte[] {(byte) code, (byte) identifier, 0, HEADER_SIZE});
  }
}
