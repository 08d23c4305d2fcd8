package org.yett.gateway.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.yett.gateway.config.IdentityParser.BadIdentityException;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.spec.iana.IdType;

/**
 * Identities of peers with wildcards as strongSwan has them: {@code *.example.com}, {@code
 * *@example.com}, and distinguished names some of whose parts are {@code *}. A distinguished name
 * without any is a pattern too, since there are several ways to encode it.
 */
final class IdentityPatterns {

  /** A star stands for the first part of a name alone. */
  private static final Pattern WITH_STAR = Pattern.compile("\\*[.@].+");

  private IdentityPatterns() {}

  /** The pattern; empty if the text is one identity. */
  static Optional<IdentityMatch> parse(String text) throws BadIdentityException {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("asn1dn:") && !lower.startsWith("asn1dn:#")) {
      return Optional.of(name(text, text.substring("asn1dn:".length())));
    } else if (isName(lower)) {
      return Optional.of(name(text, text));
    }
    boolean mail = lower.startsWith("email:") || lower.startsWith("rfc822:");
    boolean domain = lower.startsWith("fqdn:") || lower.startsWith("dns:");
    String rest = mail || domain ? lower.substring(lower.indexOf(':') + 1) : lower;
    if (rest.indexOf('*') < 0 && rest.indexOf('?') < 0) {
      return Optional.empty();
    }
    if (!WITH_STAR.matcher(rest).matches()
        || rest.indexOf('*', 1) > 0
        || rest.indexOf('?') >= 0
        || (mail && rest.charAt(1) != '@')
        || (domain && rest.charAt(1) != '.')) {
      throw new BadIdentityException(
          "'"
              + text
              + "': a wildcard stands for the beginning of a name alone; expected *.example.com or"
              + " *@example.com");
    }
    IdType type = rest.charAt(1) == '@' ? IdType.RFC822_ADDR : IdType.FQDN;
    String end = rest.substring(1);
    return Optional.of(
        new IdentityMatch.Pattern(
            text,
            Optional.empty(),
            identity -> identity.type().equals(type) && endsWith(identity, end)));
  }

  private static boolean isName(String text) {
    return text.indexOf('=') >= 0 && !text.matches("(\\{|[a-z0-9]+:).*");
  }

  private static boolean endsWith(Identity identity, String end) {
    String text = new String(identity.data(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return text.length() > end.length() && text.endsWith(end);
  }

  private static IdentityMatch name(String text, String written) throws BadIdentityException {
    try {
      X500Name pattern = DistinguishedNames.parse(written);
      Optional<Identity> exact =
          DistinguishedNames.hasWildcard(pattern)
              ? Optional.empty()
              : Optional.of(Identity.of(IdType.DER_ASN1_DN, DistinguishedNames.der(pattern)));
      return new IdentityMatch.Pattern(text, exact, identity -> matches(pattern, identity));
    } catch (PkiException e) {
      throw new BadIdentityException(e.getMessage());
    }
  }

  private static boolean matches(X500Name pattern, Identity identity) {
    if (!identity.type().equals(IdType.DER_ASN1_DN)) {
      return false;
    }
    try {
      return DistinguishedNames.matches(pattern, DistinguishedNames.ofDer(identity.data()));
    } catch (PkiException e) {
      return false;
    }
  }
}
