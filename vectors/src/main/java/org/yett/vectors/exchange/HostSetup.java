package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;

/**
 * The configuration of a host.
 *
 * @param address its IP address
 * @param identity its identity, an FQDN (ID Type 2)
 * @param psk the shared secret with the peer: octets in hexadecimal
 * @param ike proposals for the IKE SA, as in swanctl.conf
 * @param esp proposals for the Child SA, likewise
 * @param localSelectors addresses behind this host
 * @param remoteSelectors addresses behind the peer
 * @param fragmentation {@code yes}, {@code accept}, {@code force} or {@code no}
 * @param datagram largest IP datagram of a fragment, in octets
 * @param options what else is unusual: {@code cookies} (demands one of everybody), {@code
 *     childless} (IKE_AUTH without a Child SA), {@code resumption} (asks for tickets and gives
 *     them), {@code encapsulate} (behaves as if there were a NAT), {@code nat} (is behind a NAT),
 *     {@code impatient} (gives the peer up soon)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "address",
  "identity",
  "psk",
  "ike",
  "esp",
  "localSelectors",
  "remoteSelectors",
  "fragmentation",
  "datagram",
  "options"
})
public record HostSetup(
    String address,
    String identity,
    String psk,
    String ike,
    String esp,
    String localSelectors,
    String remoteSelectors,
    String fragmentation,
    int datagram,
    List<String> options) {

  /** An absent list is empty. */
  public HostSetup {
    for (String text :
        new String[] {
          address, identity, psk, ike, esp, localSelectors, remoteSelectors, fragmentation
        }) {
      Objects.requireNonNull(text, "a field of the setup is missing");
    }
    options = Lists.of(options);
  }
}
