package org.yett.gateway.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.spec.iana.IdType;

/**
 * Reads IKE identities in strongSwan's notation: the kind follows from the form, or from a prefix
 * such as {@code fqdn:} or {@code keyid:#0a0b}.
 */
final class IdentityParser {

  /** An identity that cannot be used, and why. */
  static final class BadIdentityException extends Exception {
    private static final long serialVersionUID = 1L;

    BadIdentityException(String message) {
      super(message, null, false, false);
    }
  }

  /** Nobody in particular: {@code %null} (RFC 7619 2.2). */
  static final Identity NULL = Identity.of(IdType.NULL, new byte[0]);

  private static final Map<String, IdType> PREFIXES = new LinkedHashMap<>();
  private static final Pattern NUMBERED =
      Pattern.compile("\\{(0x[0-9a-fA-F]{1,2}|[0-9]{1,3})}:(.*)", Pattern.DOTALL);

  static {
    PREFIXES.put("ipv4:", IdType.IPV4_ADDR);
    PREFIXES.put("ipv6:", IdType.IPV6_ADDR);
    PREFIXES.put("rfc822:", IdType.RFC822_ADDR);
    PREFIXES.put("email:", IdType.RFC822_ADDR);
    PREFIXES.put("userfqdn:", IdType.RFC822_ADDR);
    PREFIXES.put("fqdn:", IdType.FQDN);
    PREFIXES.put("dns:", IdType.FQDN);
    PREFIXES.put("asn1dn:", IdType.DER_ASN1_DN);
    PREFIXES.put("asn1gn:", IdType.DER_ASN1_GN);
    PREFIXES.put("keyid:", IdType.KEY_ID);
  }

  private IdentityParser() {}

  /** Reads an identity, a pattern of identities or {@code %any}. */
  static IdentityMatch match(String text) throws BadIdentityException {
    if (isAny(text)) {
      return new IdentityMatch.Any();
    }
    Optional<IdentityMatch> pattern = IdentityPatterns.parse(text);
    return pattern.isPresent() ? pattern.get() : new IdentityMatch.Exactly(identity(text));
  }

  static boolean isAny(String text) {
    return switch (text) {
      case "", "%any", "%any6", "0.0.0.0", "*", "::", "0::0" -> true;
      default -> false;
    };
  }

  /** Reads one identity. */
  static Identity identity(String text) throws BadIdentityException {
    if (isAny(text)) {
      throw new BadIdentityException("'" + text + "' is every identity; expected one");
    }
    if (text.equals("%null")) {
      return NULL;
    }
    Optional<Identity> prefixed = prefixed(text);
    if (prefixed.isPresent()) {
      return prefixed.get();
    }
    if (text.indexOf('=') >= 0) {
      return name(text);
    }
    if (text.indexOf('@') >= 0) {
      return withAt(text);
    }
    Optional<InetAddress> address = AddressParser.address(text);
    if (address.isPresent()) {
      return Identity.ofAddress(address.get());
    }
    if (text.indexOf('/') >= 0 && AddressParser.entry(text).isPresent()) {
      throw new BadIdentityException("'" + text + "' is a subnet; expected one address");
    }
    return text.indexOf(':') >= 0
        ? Identity.keyId(text.getBytes(StandardCharsets.UTF_8))
        : plain(text, Identity.fqdn(text));
  }

  private static Identity name(String text) throws BadIdentityException {
    try {
      X500Name name = DistinguishedNames.parse(text);
      if (DistinguishedNames.hasWildcard(name)) {
        throw new BadIdentityException(
            "'" + text + "' has wildcards, and stands for many; expected one identity");
      }
      return Identity.of(IdType.DER_ASN1_DN, DistinguishedNames.der(name));
    } catch (PkiException e) {
      throw new BadIdentityException(e.getMessage());
    }
  }

  private static Identity withAt(String text) throws BadIdentityException {
    if (text.startsWith("@#")) {
      return Identity.keyId(hex(text, text.substring(2)));
    } else if (text.startsWith("@@")) {
      return plain(text, Identity.mail(text.substring(2)));
    } else if (text.startsWith("@")) {
      return plain(text, Identity.fqdn(text.substring(1)));
    }
    return plain(text, Identity.mail(text));
  }

  private static Identity plain(String text, Identity identity) throws BadIdentityException {
    if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      throw new BadIdentityException(
          "'" + text + "' has wildcards, and stands for many; expected one identity");
    }
    return identity;
  }

  private static Optional<Identity> prefixed(String text) throws BadIdentityException {
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      int type = Integer.decode(numbered.group(1));
      if (type < 1 || type > 255) {
        throw new BadIdentityException("'" + text + "': expected a type from 1 to 255");
      }
      return Optional.of(Identity.of(IdType.of(type), data(text, numbered.group(2))));
    }
    for (Map.Entry<String, IdType> prefix : PREFIXES.entrySet()) {
      if (text.toLowerCase(Locale.ROOT).startsWith(prefix.getKey())) {
        return Optional.of(
            typed(text, prefix.getValue(), text.substring(prefix.getKey().length())));
      }
    }
    return Optional.empty();
  }

  private static Identity typed(String text, IdType type, String rest) throws BadIdentityException {
    if (rest.length() > 1 && rest.startsWith("^") && rest.endsWith("$")) {
      throw new BadIdentityException(
          "'" + text + "' is a regular expression, which this version does not support");
    }
    if (type.equals(IdType.DER_ASN1_DN) && !rest.startsWith("#")) {
      return name(rest);
    }
    byte[] data = data(text, rest);
    int octets = type.equals(IdType.IPV4_ADDR) ? 4 : type.equals(IdType.IPV6_ADDR) ? 16 : -1;
    if (octets > 0 && data.length != octets) {
      Optional<InetAddress> address = AddressParser.address(rest);
      boolean fits =
          address.isPresent() && (address.get() instanceof Inet4Address) == (octets == 4);
      throw new BadIdentityException(
          "'"
              + text
              + "': what follows the prefix is taken literally and is no address of "
              + octets
              + " octets; expected "
              + (fits ? rest : "the address alone")
              + ", without the prefix");
    }
    return type.equals(IdType.FQDN) || type.equals(IdType.RFC822_ADDR)
        ? plain(rest, Identity.of(type, data))
        : Identity.of(type, data);
  }

  private static byte[] data(String text, String rest) throws BadIdentityException {
    byte[] data =
        rest.startsWith("#") ? hex(text, rest.substring(1)) : rest.getBytes(StandardCharsets.UTF_8);
    if (data.length == 0) {
      throw new BadIdentityException("'" + text + "' is empty");
    }
    return data;
  }

  private static byte[] hex(String text, String digits) throws BadIdentityException {
    try {
      return HexFormat.of().parseHex(digits.replace(":", ""));
    } catch (IllegalArgumentException e) {
      throw new BadIdentityException(
          "'" + text + "': expected pairs of hexadecimal digits after '#'");
    }
  }
}
