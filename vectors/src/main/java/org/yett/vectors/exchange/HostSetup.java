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
 * @param psk the shared secret with the peer: octets in hexadecimal; empty if both sign
 * @param scheme the signature algorithm by which it authenticates, for example {@code
 *     ecdsa-sha384}; empty if it does so by the shared secret
 * @param privateKey the key with which it signs: PKCS #8 in DER; the peer knows the public half
 * @param ppks post-quantum preshared keys that it has; as initiator it offers them in this order
 * @param ike proposals for the IKE SA, as in swanctl.conf
 * @param esp proposals for the Child SA, likewise
 * @param localSelectors addresses behind this host
 * @param remoteSelectors addresses behind the peer
 * @param fragmentation {@code yes}, {@code accept}, {@code force} or {@code no}
 * @param datagram largest IP datagram of a fragment, in octets
 * @param options what else is unusual: {@code cookies} (demands one of everybody), {@code
 *     childless} (IKE_AUTH without a Child SA), {@code resumption} (asks for tickets and gives
 *     them), {@code encapsulate} (behaves as if there were a NAT), {@code nat} (is behind a NAT),
 *     {@code eap-mschapv2} and {@code eap-md5} (is an EAP client, whose password is the shared
 *     secret), {@code impatient} (gives the peer up soon), {@code ppk} (uses its PPKs in IKE_AUTH,
 *     RFC 8784), {@code ppk-intermediate} (in IKE_INTERMEDIATE, RFC 9867), {@code ppk-creation} (in
 *     CREATE_CHILD_SA, RFC 9867, and nothing is created without one), {@code ppk-required} (has no
 *     IKE SA without one), {@code transcript} (authenticates both messages of IKE_SA_INIT), {@code
 *     clear-payload} (puts a Vendor ID payload before the Encrypted payload of IKE_INTERMEDIATE)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "address",
  "identity",
  "psk",
  "scheme",
  "privateKey",
  "ppks",
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
    String scheme,
    String privateKey,
    List<PpkValue> ppks,
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
          address, identity, ike, esp, localSelectors, remoteSelectors, fragmentation
        }) {
      Objects.requireNonNull(text, "a field of the setup is missing");
    }
    psk = Lists.text(psk);
    scheme = Lists.text(scheme);
    privateKey = Lists.text(privateKey);
    ppks = Lists.of(ppks);
    options = Lists.of(options);
  }

  /**
   * A post-quantum preshared key.
   *
   * @param id PPK_ID as it is on the wire: an octet of its type (2: fixed) and the identifier
   * @param key its value
   */
  @JsonPropertyOrder({"id", "key"})
  public record PpkValue(String id, String key) {
    /** Nothing is absent. */
    public PpkValue {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(key, "key");
    }
  }

  /** Whether it authenticates by signature. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean isSigning() {
    return !privateKey.isEmpty();
  }
}
