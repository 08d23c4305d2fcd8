package org.yett.gateway.pki;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Subject alternative names in strongSwan's notation: a domain name, a mail address, an IP address,
 * a URI or a distinguished name, told apart by their form or by {@code dns:}, {@code email:},
 * {@code ip:}, {@code uri:} or {@code dn:} before them.
 */
public final class SubjectNames {

  private SubjectNames() {}

  /** Reads names. */
  public static GeneralNames parse(List<String> texts) throws PkiException {
    List<GeneralName> names = new ArrayList<>();
    for (String text : texts) {
      names.add(parse(text));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static GeneralName parse(String text) throws PkiException {
    int colon = text.indexOf(':');
    String prefix = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = text.substring(colon + 1);
    return switch (prefix) {
      case "dns", "fqdn" -> new GeneralName(GeneralName.dNSName, rest);
      case "email", "rfc822" -> new GeneralName(GeneralName.rfc822Name, rest);
      case "ip" -> address(rest);
      case "uri" -> new GeneralName(GeneralName.uniformResourceIdentifier, rest);
      case "dn", "asn1dn" -> new GeneralName(DistinguishedNames.parse(rest));
      default -> byForm(text);
    };
  }

  private static GeneralName byForm(String text) throws PkiException {
    if (text.contains("://")) {
      return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    } else if (text.indexOf('=') >= 0) {
      return new GeneralName(DistinguishedNames.parse(text));
    } else if (text.startsWith("@")) {
      return new GeneralName(GeneralName.dNSName, text.substring(1));
    } else if (text.indexOf('@') >= 0) {
      return new GeneralName(GeneralName.rfc822Name, text);
    } else if (text.indexOf(':') >= 0 || text.matches("[0-9.]+")) {
      return address(text);
    } else if (text.isBlank()) {
      throw new PkiException("an empty subjectAltName");
    }
    return new GeneralName(GeneralName.dNSName, text);
  }

  private static GeneralName address(String text) throws PkiException {
    try {
      return new GeneralName(
          GeneralName.iPAddress, new DEROctetString(InetAddress.ofLiteral(text).getAddress()));
    } catch (IllegalArgumentException e) {
      throw new PkiException("'" + text + "' is no IP address");
    }
  }

  /** The name as an operator would write it. */
  public static String text(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.iPAddress -> addressText(name);
      case GeneralName.directoryName ->
          DistinguishedNames.text(org.bouncycastle.asn1.x500.X500Name.getInstance(name.getName()));
      default -> name.getName().toString();
    };
  }

  private static String addressText(GeneralName name) {
    byte[] octets = DEROctetString.getInstance(name.getName()).getOctets();
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (java.net.UnknownHostException e) {
      return "#" + KeyIds.hex(octets);
    }
  }
}
