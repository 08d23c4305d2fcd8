/**
 * IKEv2 messages as octets and as values (RFC 7296 3, RFC 7383 2.5, RFC 8019 8.2).
 *
 * <p>A {@link org.yett.ike.wire.Message} keeps the octets that it was decoded from or encoded to,
 * and each of its payloads knows its own: what AUTH and IntAuth sign is never encoded a second
 * time. Receiving goes in two steps with the decryption, which is not done here, between them:
 * {@link org.yett.ike.wire.MessageDecoder#decodeOuter} and {@link
 * org.yett.ike.wire.MessageDecoder#decodeInner}. Sending does likewise: {@link
 * org.yett.ike.wire.MessageEncoder} makes the message, {@link org.yett.ike.wire.Framing} the
 * datagrams around the encrypted octets.
 *
 * <p>Decoding never throws: what is wrong with a message comes back as a {@link
 * org.yett.ike.wire.WireError}. Reserved fields are ignored on receipt and zero on sending, while
 * the retained octets stay as they came.
 */
package org.yett.ike.wire;
