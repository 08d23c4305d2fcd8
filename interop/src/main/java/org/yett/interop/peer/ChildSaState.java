package org.yett.interop.peer;

import java.util.List;
import java.util.Optional;

/**
 * A Child SA as a daemon reports it over vici, in strongSwan's words.
 *
 * @param name the configured name
 * @param state for example {@code INSTALLED}
 * @param mode for example {@code TUNNEL}
 * @param udpEncapsulated whether its ESP travels in UDP
 * @param spiIn its inbound SPI, eight hexadecimal digits
 * @param spiOut its outbound SPI, eight hexadecimal digits
 * @param encryption for example {@code AES_GCM_16}
 * @param keyBits the encryption key's length, if it is not implied
 * @param integrity for example {@code HMAC_SHA2_256_128}; empty with AEAD
 * @param keyExchanges its own key exchanges in strongSwan's words, for example {@code
 *     CURVE_25519/KE1_ML_KEM_768}; empty if its keys come from the IKE SA alone
 * @param extendedSequenceNumbers whether it uses ESN
 * @param bytesIn octets of inner packets received
 * @param packetsIn packets received
 * @param bytesOut octets of inner packets sent
 * @param packetsOut packets sent
 * @param localSelectors the local traffic selectors
 * @param remoteSelectors the remote traffic selectors
 */
public record ChildSaState(
    String name,
    String state,
    String mode,
    boolean udpEncapsulated,
    String spiIn,
    String spiOut,
    String encryption,
    Optional<Integer> keyBits,
    Optional<String> integrity,
    String keyExchanges,
    boolean extendedSequenceNumbers,
    long bytesIn,
    long packetsIn,
    long bytesOut,
    long packetsOut,
    List<String> localSelectors,
    List<String> remoteSelectors) {

  /** Copies the lists. */
  public ChildSaState {
    localSelectors = List.copyOf(localSelectors);
    remoteSelectors = List.copyOf(remoteSelectors);
  }

  /** The suite as strongSwan writes one, for example {@code AES_CBC_256/HMAC_SHA2_256_128}. */
  public String suite() {
    return encryption
        + keyBits.map(bits -> "_" + bits).orElse("")
        + integrity.map(name -> "/" + name).orElse("")
        + (extendedSequenceNumbers ? "/ESN" : "");
  }

  /** Whether it carries packets now. */
  public boolean installed() {
    return state.equals("INSTALLED");
  }
}
