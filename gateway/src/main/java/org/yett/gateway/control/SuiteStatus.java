package org.yett.gateway.control;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Algorithms of an SA, under the names that strongSwan's status uses ({@code AES_GCM_16}, {@code
 * CURVE_25519}).
 *
 * @param encryption the cipher
 * @param encryptionKeyBits its key's length, where the cipher has several
 * @param integrity the integrity algorithm; none with an AEAD
 * @param prf the pseudorandom function; none for a Child SA
 * @param keyExchange the main key exchange; none for a Child SA whose keys come from the IKE SA
 * @param additionalKeyExchanges additional key exchanges by the number of their ADDKE transform, 1
 *     to 7
 * @param extendedSequenceNumbers whether ESP sequence numbers have 64 bits
 * @param text the suite as a proposal string
 */
public record SuiteStatus(
    Optional<String> encryption,
    OptionalInt encryptionKeyBits,
    Optional<String> integrity,
    Optional<String> prf,
    Optional<String> keyExchange,
    SortedMap<Integer, String> additionalKeyExchanges,
    boolean extendedSequenceNumbers,
    String text) {
  public SuiteStatus {
    additionalKeyExchanges =
        java.util.Collections.unmodifiableSortedMap(new TreeMap<>(additionalKeyExchanges));
  }
}
