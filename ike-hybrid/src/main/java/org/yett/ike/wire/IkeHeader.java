package org.yett.ike.wire;

import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.PayloadType;

/**
 * The IKE header (RFC 7296 3.1).
 *
 * @param initiatorSpi SPIi
 * @param responderSpi SPIr
 * @param nextPayload the type of the first payload
 * @param majorVersion 0 to 15
 * @param minorVersion 0 to 15; ignored on receipt
 * @param exchangeType the exchange
 * @param flags R, V and I
 * @param messageId 0 to 2^32-1
 * @param length octets of the whole message, 0 to 2^32-1
 */
public record IkeHeader(
    IkeSpi initiatorSpi,
    IkeSpi responderSpi,
    PayloadType nextPayload,
    int majorVersion,
    int minorVersion,
    ExchangeType exchangeType,
    Flags flags,
    long messageId,
    long length) {

  /** Length of the header in octets. */
  public static final int SIZE = 28;

  /** The major version that this software speaks. */
  public static final int MAJOR_VERSION = 2;

  static final int NEXT_PAYLOAD_OFFSET = 16;
  static final int LENGTH_OFFSET = 24;

  private static final long MAX_U32 = 0xffff_ffffL;

  /** Refuses what the fields cannot hold. */
  public IkeHeader {
    if (majorVersion < 0 || majorVersion > 15 || minorVersion < 0 || minorVersion > 15) {
      throw new IllegalArgumentException(
          "a version has two numbers of 4 bits, not " + majorVersion + "." + minorVersion);
    }
    if (messageId < 0 || messageId > MAX_U32) {
      throw new IllegalArgumentException("a Message ID has 32 bits, unlike " + messageId);
    }
    if (length < 0 || length > MAX_U32) {
      throw new IllegalArgumentException("a message length has 32 bits, unlike " + length);
    }
  }

  /**
   * A header of version 2.0 for sending; {@link MessageEncoder} fills in Next Payload and Length.
   */
  @Clause("rfc7296:3.1/4")
  @Clause("rfc7296:3.1/7")
  public static IkeHeader of(
      IkeSpi initiatorSpi,
      IkeSpi responderSpi,
      ExchangeType exchangeType,
      Flags flags,
      long messageId) {
    return new IkeHeader(
        initiatorSpi,
        responderSpi,
        PayloadType.NO_NEXT_PAYLOAD,
        MAJOR_VERSION,
        0,
        exchangeType,
        flags,
        messageId,
        0);
  }

  /** Whether the R flag is set. */
  public boolean isResponse() {
    return flags.response();
  }

  /** Whether the R flag is not set. */
  public boolean isRequest() {
    return !flags.response();
  }

  /** The SPI that this side chose. */
  public IkeSpi spi(Side side) {
    return side == Side.INITIATOR ? initiatorSpi : responderSpi;
  }

  /** The same header with these computed fields. */
  IkeHeader with(PayloadType next, long newLength) {
    return new IkeHeader(
        initiatorSpi,
        responderSpi,
        next,
        majorVersion,
        minorVersion,
        exchangeType,
        flags,
        messageId,
        newLength);
  }

  /** The fields of the first 28 octets; the caller has seen that there are as many. */
  static IkeHeader read(Octets message) {
    int version = message.u8(17);
    return new IkeHeader(
        new IkeSpi(message.u64(0)),
        new IkeSpi(message.u64(8)),
        PayloadType.of(message.u8(NEXT_PAYLOAD_OFFSET)),
        version >>> 4,
        version & 0x0f,
        ExchangeType.of(message.u8(18)),
        Flags.ofOctet(message.u8(19)),
        message.u32(20),
        message.u32(LENGTH_OFFSET));
  }

  void write(OctetWriter out) {
    out.u64(initiatorSpi.value());
    out.u64(responderSpi.value());
    out.u8(nextPayload.value());
    out.u8(majorVersion << 4 | minorVersion);
    out.u8(exchangeType.value());
    out.u8(flags.octet());
    out.u32(messageId);
    out.u32(length);
  }

  /** For example {@code IKE_AUTH request 1}. */
  public String describe() {
    return exchangeType + (isResponse() ? " response " : " request ") + messageId;
  }
}
