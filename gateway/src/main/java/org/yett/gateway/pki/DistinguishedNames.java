package org.yett.gateway.pki;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Distinguished names in strongSwan's notation, {@code C=CH, O=strongSwan Project, CN=moon}: in the
 * order in which they are encoded. Parts are separated by commas or slashes; a comma inside of a
 * value stands after a backslash or in double quotes.
 */
public final class DistinguishedNames {

  private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9 '()+,\\-./:=?]*");
  private static final Pattern OID = Pattern.compile("[0-2](\\.[0-9]+)+");
  private static final Map<String, ASN1ObjectIdentifier> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("C", BCStyle.C);
    TYPES.put("ST", BCStyle.ST);
    TYPES.put("L", BCStyle.L);
    TYPES.put("STREET", BCStyle.STREET);
    TYPES.put("O", BCStyle.O);
    TYPES.put("OU", BCStyle.OU);
    TYPES.put("CN", BCStyle.CN);
    TYPES.put("SN", BCStyle.SURNAME);
    TYPES.put("SERIALNUMBER", BCStyle.SERIALNUMBER);
    TYPES.put("G", BCStyle.GIVENNAME);
    TYPES.put("I", BCStyle.INITIALS);
    TYPES.put("T", BCStyle.T);
    TYPES.put("D", BCStyle.DESCRIPTION);
    TYPES.put("N", BCStyle.NAME);
    TYPES.put("ID", BCStyle.UNIQUE_IDENTIFIER);
    TYPES.put("DC", BCStyle.DC);
    TYPES.put("E", BCStyle.EmailAddress);
    TYPES.put("UID", BCStyle.UID);
    TYPES.put("DNQ", BCStyle.DN_QUALIFIER);
    TYPES.put("PSEUDONYM", BCStyle.PSEUDONYM);
    TYPES.put("UN", BCStyle.UnstructuredName);
    TYPES.put("UA", BCStyle.UnstructuredAddress);
    // Other spellings, which are never written.
    TYPES.put("S", BCStyle.SURNAME);
    TYPES.put("EMAIL", BCStyle.EmailAddress);
    TYPES.put("EMAILADDRESS", BCStyle.EmailAddress);
    TYPES.put("USERID", BCStyle.UID);
    TYPES.put("DNQUALIFIER", BCStyle.DN_QUALIFIER);
    TYPES.put("UNSTRUCTUREDNAME", BCStyle.UnstructuredName);
    TYPES.put("UNSTRUCTUREDADDRESS", BCStyle.UnstructuredAddress);
  }

  private DistinguishedNames() {}

  /** Reads a name. */
  public static X500Name parse(String text) throws PkiException {
    List<RDN> parts = new ArrayList<>();
    for (String part : split(text)) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw bad(text, "'" + part.strip() + "' is not of the form TYPE=value");
      }
      String type = part.substring(0, equals).strip();
      ASN1ObjectIdentifier oid = TYPES.get(type.toUpperCase(Locale.ROOT));
      if (oid == null && OID.matcher(type).matches()) {
        oid = new ASN1ObjectIdentifier(type);
      }
      if (oid == null) {
        throw bad(text, "the type '" + type + "' is unknown; expected C, O, OU, CN and so on");
      }
      parts.add(new RDN(oid, value(oid, unquote(part.substring(equals + 1).strip()))));
    }
    if (parts.isEmpty()) {
      throw bad(text, "it is empty");
    }
    return new X500Name(parts.toArray(RDN[]::new));
  }

  private static PkiException bad(String text, String reason) {
    return new PkiException("'" + text + "' is no distinguished name: " + reason);
  }

  private static List<String> split(String text) throws PkiException {
    char separator = text.startsWith("/") ? '/' : ',';
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        part.append(c);
      } else if (c == separator && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (quoted) {
      throw bad(text, "a quotation mark is not closed");
    }
    parts.add(part.toString());
    return parts.stream().filter(p -> !p.isBlank()).toList();
  }

  private static String unquote(String value) {
    String inner =
        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? value.substring(1, value.length() - 1)
            : value;
    return inner.replaceAll("\\\\(.)", "$1");
  }

  private static ASN1Encodable value(ASN1ObjectIdentifier type, String text) {
    if (type.equals(BCStyle.EmailAddress) || type.equals(BCStyle.DC)) {
      return new DERIA5String(text);
    }
    return PRINTABLE.matcher(text).matches() && !text.equals("*")
        ? new DERPrintableString(text)
        : new DERUTF8String(text);
  }

  /** Reads a name from its encoding. */
  public static X500Name ofDer(byte[] der) throws PkiException {
    try {
      return X500Name.getInstance(der);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("a malformed distinguished name");
    }
  }

  /** The encoding. */
  public static byte[] der(X500Name name) {
    try {
      return name.getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name as {@link #parse} reads it. */
  public static String text(X500Name name) {
    List<String> parts = new ArrayList<>();
    for (RDN rdn : name.getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        parts.add(keyword(attribute.getType()) + "=" + quoted(string(attribute.getValue())));
      }
    }
    return String.join(", ", parts);
  }

  private static String keyword(ASN1ObjectIdentifier type) {
    return TYPES.entrySet().stream()
        .filter(e -> e.getValue().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(type.getId());
  }

  private static String quoted(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            if (c == ',' || c == '\\' || c == '"') {
              shown.append('\\');
            }
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  private static String string(ASN1Encodable value) {
    return value instanceof ASN1String text ? text.getString() : value.toString();
  }

  /**
   * Whether a name fits a pattern: as many parts, in the same order, of the same types, each value
   * the same but for case and spaces, or {@code *} in the pattern.
   */
  public static boolean matches(X500Name pattern, X500Name name) {
    RDN[] wanted = pattern.getRDNs();
    RDN[] found = name.getRDNs();
    if (wanted.length != found.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!matches(wanted[i], found[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(RDN wanted, RDN found) {
    AttributeTypeAndValue[] w = wanted.getTypesAndValues();
    AttributeTypeAndValue[] f = found.getTypesAndValues();
    if (w.length != f.length) {
      return false;
    }
    for (int i = 0; i < w.length; i++) {
      if (!w[i].getType().equals(f[i].getType())) {
        return false;
      }
      String pattern = string(w[i].getValue());
      if (!pattern.equals("*") && !folded(pattern).equals(folded(string(f[i].getValue())))) {
        return false;
      }
    }
    return true;
  }

  private static String folded(String value) {
    return value.strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
  }

  /** Whether a pattern has a part that stands for any value. */
  public static boolean hasWildcard(X500Name pattern) {
    for (RDN rdn : pattern.getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (string(attribute.getValue()).equals("*")) {
          return true;
        }
      }
    }
    return false;
  }

  /** The common name, if there is one. */
  public static Optional<String> commonName(X500Name name) {
    RDN[] found = name.getRDNs(BCStyle.CN);
    return found.length == 0
        ? Optional.empty()
        : Optional.of(string(found[0].getFirst().getValue()));
  }
}
