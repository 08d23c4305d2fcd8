package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An IKE SA as a daemon reports it over vici, in strongSwan's words.
 *
 * @param name the connection's name
 * @param state for example {@code ESTABLISHED}
 * @param initiator whether this daemon was the original initiator
 * @param initiatorSpi sixteen hexadecimal digits
 * @param responderSpi sixteen hexadecimal digits
 * @param localPort the UDP port it uses now
 * @param remotePort the peer's UDP port
 * @param encryption for example {@code AES_GCM_16}
 * @param keyBits the encryption key's length, if it is not implied
 * @param integrity for example {@code HMAC_SHA2_256_128}; empty with AEAD
 * @param prf for example {@code PRF_HMAC_SHA2_384}
 * @param keyExchange the method of IKE_SA_INIT, for example {@code CURVE_25519}
 * @param additionalKeyExchanges the methods of ADDKE1 to ADDKE7 by number, those used
 * @param children its Child SAs
 */
public record IkeSaState(
    String name,
    String state,
    boolean initiator,
    String initiatorSpi,
    String responderSpi,
    int localPort,
    int remotePort,
    String encryption,
    Optional<Integer> keyBits,
    Optional<String> integrity,
    String prf,
    String keyExchange,
    SortedMap<Integer, String> additionalKeyExchanges,
    List<ChildSaState> children) {

  /** Copies the map and the list. */
  public IkeSaState {
    additionalKeyExchanges = new TreeMap<>(additionalKeyExchanges);
    children = List.copyOf(children);
  }

  /** The same with the Child SAs alone that carry packets now. */
  public IkeSaState withInstalledChildren() {
    return new IkeSaState(
        name,
        state,
        initiator,
        initiatorSpi,
        responderSpi,
        localPort,
        remotePort,
        encryption,
        keyBits,
        integrity,
        prf,
        keyExchange,
        additionalKeyExchanges,
        children.stream().filter(ChildSaState::installed).toList());
  }

  /** Whether it is up. */
  public boolean established() {
    return state.equals("ESTABLISHED");
  }

  /**
   * The suite as strongSwan's logs write one, for example {@code
   * AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768}.
   */
  public String suite() {
    List<String> parts = new ArrayList<>();
    parts.add(encryption + keyBits.map(bits -> "_" + bits).orElse(""));
    integrity.ifPresent(parts::add);
    parts.add(prf);
    parts.add(keyExchange);
    additionalKeyExchanges.forEach((number, method) -> parts.add("KE" + number + "_" + method));
    return String.join("/", parts);
  }
}
