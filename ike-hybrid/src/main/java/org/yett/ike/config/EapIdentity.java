package org.yett.ike.config;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.IdType;

/**
 * Who a client says it is in EAP (RFC 3748 5.1): a name, which need not be the identity in IDi.
 *
 * @param name as passwords are looked up by it: the text of names, addresses and opaque identities
 *     that are text
 * @param identity the same as IKE knows it, to compare with certificates
 */
public record EapIdentity(String name, Identity identity) {

  /** Longest identity that is taken, in octets. */
  public static final int LONGEST = 1024;

  private static final int DER_SEQUENCE = 0x30;

  /** Refuses an empty name. */
  public EapIdentity {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an EAP identity without a name");
    }
  }

  /** What stands in IDi, as EAP identity. */
  public static EapIdentity of(Identity identity) {
    boolean opaque = identity.type().equals(IdType.KEY_ID);
    Optional<String> text = opaque ? text(identity.data()) : Optional.empty();
    return new EapIdentity(text.orElseGet(identity::toString), identity);
  }

  /** A name: a mail address or network access identifier if there is an @ in it. */
  public static EapIdentity of(String name) {
    return new EapIdentity(name, name.indexOf('@') > 0 ? Identity.mail(name) : Identity.fqdn(name));
  }

  /**
   * What an Identity response says: UTF-8 text, or a distinguished name in DER, as strongSwan sends
   * it.
   *
   * @return empty if it is empty, too long or neither
   */
  public static Optional<EapIdentity> ofWire(Octets data) {
    if (data.isEmpty() || data.size() > LONGEST) {
      return Optional.empty();
    }
    byte[] octets = data.toArray();
    Optional<String> text = text(octets);
    if (text.isEmpty() && octets[0] == DER_SEQUENCE) {
      return Optional.of(of(Identity.of(IdType.DER_ASN1_DN, octets)));
    }
    return text.map(EapIdentity::of);
  }

  /** The octets of an Identity response. */
  public Octets wire() {
    return identity.type().equals(IdType.DER_ASN1_DN)
        ? Octets.wrap(identity.data())
        : Octets.wrap(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether both mean the same client. */
  public boolean isSameAs(EapIdentity other) {
    return name.equals(other.name) || identity.equals(other.identity);
  }

  private static Optional<String> text(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    boolean plain =
        !text.isEmpty()
            && text.codePoints().noneMatch(c -> c == 0xfffd || Character.isISOControl(c));
    return plain ? Optional.of(text) : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
