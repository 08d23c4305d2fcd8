package org.yett.ike.wire;

import java.util.List;
import java.util.Optional;

/**
 * A received message whose Encrypted or Encrypted Fragment payload is still to be decrypted.
 * Nothing of it is authentic yet.
 *
 * @param header the IKE header
 * @param clear the payloads before the encrypted one; up to the error if there is one
 * @param encrypted where the encrypted octets are
 * @param clearError what is wrong with the payloads before the encrypted one; answered only if the
 *     message proves authentic, which {@link MessageDecoder#decodeInner} sees to
 * @param octets the message as received
 */
public record SealedMessage(
    IkeHeader header,
    List<PlacedPayload> clear,
    EncryptedPayload encrypted,
    Optional<WireError> clearError,
    Octets octets) {

  /** Keeps a list of its own. */
  public SealedMessage {
    clear = List.copyOf(clear);
  }

  /** The octets before the IV: the associated data of AEAD algorithms (RFC 5282 5.1). */
  public Octets associatedData() {
    return octets.slice(0, encrypted.bodyOffset());
  }

  /** Initialization vector, ciphertext and integrity checksum. */
  public Octets body() {
    return octets.slice(encrypted.bodyOffset(), encrypted.bodySize());
  }

  /** For example {@code IKE_INTERMEDIATE request 1 SKF 1/2 of 1200 octets}. */
  public String describe() {
    String part =
        switch (encrypted) {
          case EncryptedPayload.Sk _ -> " SK";
          case EncryptedPayload.Skf skf ->
              " SKF " + skf.fragmentNumber() + "/" + skf.totalFragments();
        };
    return header.describe() + part + " of " + octets.size() + " octets";
  }
}
