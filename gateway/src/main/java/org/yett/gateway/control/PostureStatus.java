package org.yett.gateway.control;

import java.util.List;

/**
 * What protects an SA against an adversary with a quantum computer.
 *
 * @param keyExchanges key exchanges whose secrets are in the keys, in the order in which they took
 *     place, under the names of proposal strings ({@code x25519}, {@code mlkem768})
 * @param hybrid whether a classical and a post-quantum key exchange took part
 * @param postQuantum whether a post-quantum key exchange took part
 * @param localAuthentication how we authenticated, for example {@code psk}
 * @param remoteAuthentication how the peer authenticated
 * @param transcriptBound whether the whole IKE_SA_INIT transcript is authenticated
 * @param resumed whether all this is of an earlier IKE SA, which was resumed by a ticket without a
 *     new key exchange
 * @param ppk whether a post-quantum preshared key is mixed in
 * @param experimental whether an experimental key exchange took part, which counts for nothing
 */
public record PostureStatus(
    List<String> keyExchanges,
    boolean hybrid,
    boolean postQuantum,
    String localAuthentication,
    String remoteAuthentication,
    boolean transcriptBound,
    boolean resumed,
    boolean ppk,
    boolean experimental) {
  public PostureStatus {
    keyExchanges = List.copyOf(keyExchanges);
  }
}
