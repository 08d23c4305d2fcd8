package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * The contents of a payload (RFC 7296 3.2 to 3.16, RFC 8019 8.2), without its generic header: the
 * critical flag and the octets as they came are in {@link PlacedPayload}. The Encrypted payload and
 * the Encrypted Fragment payload are not among them; they are how a message is carried, see {@link
 * EncryptedPayload}.
 */
public sealed interface Payload
    permits SaPayload,
        KePayload,
        IdPayload,
        CertPayload,
        CertReqPayload,
        AuthPayload,
        NoncePayload,
        NotifyPayload,
        DeletePayload,
        VendorIdPayload,
        TsPayload,
        CpPayload,
        EapPayload,
        PsPayload,
        UnknownPayload {

  /** Length of the generic payload header in octets (RFC 7296 3.2). */
  int HEADER_SIZE = 4;

  /** The largest body that a payload can have, in octets (RFC 7296 3.2). */
  int MAX_BODY_SIZE = 0xffff - HEADER_SIZE;

  /** The type that the preceding Next Payload field gives. */
  PayloadType type();

  /** A few words in the notation of the RFC for transcripts and logs; no secret is in them. */
  String describe();
}
