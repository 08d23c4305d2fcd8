package org.yett.ike.eap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/**
 * What follows the Type in EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2 2): OpCode, MS-CHAPv2-ID,
 * MS-Length, and what the OpCode says.
 */
final class MsChapPackets {

  static final int CHALLENGE = 1;
  static final int RESPONSE = 2;
  static final int SUCCESS = 3;
  static final int FAILURE = 4;

  /** Length of OpCode, MS-CHAPv2-ID and MS-Length. */
  private static final int HEADER = 4;

  private static final int LONGEST_NAME = 256;

  /** Length of the Value of a response: challenge, 8 octets of zeros, NT-Response, flags. */
  private static final int RESPONSE_VALUE = 49;

  private MsChapPackets() {}

  /** The OpCode; 0 of nothing. */
  static int opCode(Octets data) {
    return data.isEmpty() ? 0 : data.u8(0);
  }

  /** The MS-CHAPv2-ID; 0 of a packet that has none. */
  static int id(Octets data) {
    return data.size() < 2 ? 0 : data.u8(1);
  }

  /**
   * A challenge or a response.
   *
   * @param challenge that of the sender, 16 octets
   * @param ntResponse 24 octets, or none in a challenge
   * @param name that of the sender
   */
  record Named(byte[] challenge, byte[] ntResponse, String name) {}

  private static Octets packet(int opCode, int id, byte[] rest) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + rest.length);
    out.put((byte) opCode).put((byte) id).putShort((short) (HEADER + rest.length)).put(rest);
    return Octets.wrap(out.array());
  }

  static Octets challenge(int id, byte[] challenge, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer rest = ByteBuffer.allocate(1 + challenge.length + text.length);
    rest.put((byte) challenge.length).put(challenge).put(text);
    return packet(CHALLENGE, id, rest.array());
  }

  static Octets response(int id, byte[] challenge, byte[] ntResponse, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer rest = ByteBuffer.allocate(1 + RESPONSE_VALUE + text.length);
    rest.put((byte) RESPONSE_VALUE).put(challenge).put(new byte[8]).put(ntResponse).put((byte) 0);
    return packet(RESPONSE, id, rest.put(text).array());
  }

  /** Success or failure of the server, with its text. */
  static Octets verdict(int opCode, int id, String text) {
    return packet(opCode, id, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The client's acknowledgement of a verdict: its OpCode alone. */
  static Octets acknowledgement(int opCode) {
    return Octets.wrap(new byte[] {(byte) opCode});
  }

  /** Reads a challenge; empty if it is malformed. */
  static Optional<Named> readChallenge(Octets data) {
    return body(data, CHALLENGE)
        .filter(rest -> rest.size() >= 1 + MsChapV2.CHALLENGE && rest.u8(0) == MsChapV2.CHALLENGE)
        .flatMap(rest ->
            named(
                rest.slice(1, MsChapV2.CHALLENGE),
                Octets.EMPTY,
                rest.from(1 + MsChapV2.CHALLENGE)));
  }

  /** Reads a response; empty if it is malformed. */
  static Optional<Named> readResponse(Octets data) {
    return body(data, RESPONSE)
        .filter(rest -> rest.size() > 1 + RESPONSE_VALUE && rest.u8(0) == RESPONSE_VALUE)
        .flatMap(rest ->
            named(
                rest.slice(1, MsChapV2.CHALLENGE),
                rest.slice(1 + MsChapV2.CHALLENGE + 8, MsChapV2.NT_RESPONSE),
                rest.from(1 + RESPONSE_VALUE)));
  }

  private static Optional<Named> named(Octets challenge, Octets ntResponse, Octets name) {
    return name.size() > LONGEST_NAME
        ? Optional.empty()
        : Optional.of(
            new Named(
                challenge.toArray(),
                ntResponse.toArray(),
                new String(name.toArray(), StandardCharsets.UTF_8)));
  }

  /** The text of a success or failure; empty if the packet is malformed. */
  static Optional<String> readVerdict(Octets data) {
    int opCode = opCode(data);
    return opCode == SUCCESS || opCode == FAILURE
        ? body(data, opCode).map(rest -> new String(rest.toArray(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** What follows the header, if MS-Length is right. */
  private static Optional<Octets> body(Octets data, int opCode) {
    return data.size() >= HEADER && data.u8(0) == opCode && data.u16(2) == data.size()
        ? Optional.of(data.from(HEADER))
        : Optional.empty();
  }
}
