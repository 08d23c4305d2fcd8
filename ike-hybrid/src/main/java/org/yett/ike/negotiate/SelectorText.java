package org.yett.ike.negotiate;

import java.net.InetAddress;
import java.util.Map;
import java.util.stream.Collectors;

/** The notation of traffic selectors in strongSwan's configuration and status. */
final class SelectorText {

  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  /** Protocol names of the IANA registry, as {@code getprotobyname} knows them. */
  private static final Map<String, Integer> PROTOCOLS =
      Map.ofEntries(
          Map.entry("icmp", ICMP),
          Map.entry("igmp", 2),
          Map.entry("ipencap", 4),
          Map.entry("tcp", 6),
          Map.entry("udp", 17),
          Map.entry("dccp", 33),
          Map.entry("ipv6", 41),
          Map.entry("gre", 47),
          Map.entry("esp", 50),
          Map.entry("ah", 51),
          Map.entry("ipv6-icmp", ICMPV6),
          Map.entry("ospf", 89),
          Map.entry("vrrp", 112),
          Map.entry("l2tp", 115),
          Map.entry("sctp", 132),
          Map.entry("mobility-header", 135),
          Map.entry("udplite", 136));

  private static final Map<Integer, String> PROTOCOL_NAMES =
      PROTOCOLS.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  /** Services whose names are used in selectors; every other port is given as a number. */
  private static final Map<String, Integer> SERVICES =
      Map.ofEntries(
          Map.entry("ftp", 21),
          Map.entry("ssh", 22),
          Map.entry("telnet", 23),
          Map.entry("smtp", 25),
          Map.entry("domain", 53),
          Map.entry("bootps", 67),
          Map.entry("bootpc", 68),
          Map.entry("tftp", 69),
          Map.entry("http", 80),
          Map.entry("ntp", 123),
          Map.entry("snmp", 161),
          Map.entry("bgp", 179),
          Map.entry("ldap", 389),
          Map.entry("https", 443),
          Map.entry("isakmp", 500),
          Map.entry("syslog", 514),
          Map.entry("l2tp", 1701),
          Map.entry("radius", 1812),
          Map.entry("ipsec-nat-t", 4500));

  private SelectorText() {}

  /** {@code [tcp/80]}, {@code [udp]}, {@code [0/80]}, or nothing for every protocol and port. */
  static String protocolAndPorts(int protocol, PortRange ports) {
    if (protocol == TrafficSelector.ANY_PROTOCOL && ports.isAny()) {
      return "";
    }
    String name = PROTOCOL_NAMES.getOrDefault(protocol, Integer.toString(protocol));
    if (ports.isAny()) {
      return "[" + name + "]";
    }
    boolean icmp = protocol == ICMP || protocol == ICMPV6;
    return "[" + name + "/" + (icmp && !ports.isOpaque() ? typesAndCodes(ports) : ports) + "]";
  }

  /** ICMP types and codes: {@code 8} for all codes of a type, {@code 3(1)} for one code. */
  private static String typesAndCodes(PortRange ports) {
    int firstType = ports.first() >>> 8;
    int lastType = ports.last() >>> 8;
    boolean allCodes = (ports.first() & 0xff) == 0 && (ports.last() & 0xff) == 0xff;
    if (allCodes) {
      return firstType == lastType ? Integer.toString(firstType) : firstType + "-" + lastType;
    }
    String first = firstType + "(" + (ports.first() & 0xff) + ")";
    return ports.first() == ports.last()
        ? first
        : first + "-" + lastType + "(" + (ports.last() & 0xff) + ")";
  }

  static SelectorTemplate parse(String text) throws SelectorSyntaxException {
    String trimmed = text.strip();
    int bracket = trimmed.indexOf('[');
    String addresses = bracket < 0 ? trimmed : trimmed.substring(0, bracket).strip();
    int protocol = TrafficSelector.ANY_PROTOCOL;
    PortRange ports = PortRange.ANY;
    if (bracket >= 0) {
      if (!trimmed.endsWith("]")) {
        throw new SelectorSyntaxException(text, "']' expected at the end");
      }
      String inner = trimmed.substring(bracket + 1, trimmed.length() - 1);
      int slash = inner.indexOf('/');
      protocol = protocol(text, slash < 0 ? inner : inner.substring(0, slash));
      if (slash >= 0) {
        ports = ports(text, inner.substring(slash + 1), protocol);
      }
    }
    if (addresses.equals("dynamic")) {
      return new SelectorTemplate.Dynamic(protocol, ports);
    }
    return new SelectorTemplate.Fixed(
        new TrafficSelector(addresses(text, addresses), protocol, ports));
  }

  private static AddressRange addresses(String text, String addresses)
      throws SelectorSyntaxException {
    int slash = addresses.indexOf('/');
    if (slash >= 0) {
      InetAddress address = address(text, addresses.substring(0, slash));
      int bits = address.getAddress().length * 8;
      int length = number(text, addresses.substring(slash + 1), bits, "a prefix length");
      return AddressRange.ofPrefix(address, length);
    }
    String separator = addresses.contains("..") ? ".." : "-";
    int dash = addresses.indexOf(separator);
    if (dash < 0) {
      return AddressRange.of(address(text, addresses));
    }
    InetAddress first = address(text, addresses.substring(0, dash));
    InetAddress last = address(text, addresses.substring(dash + separator.length()));
    if (!AddressRange.isValid(first, last)) {
      throw new SelectorSyntaxException(
          text, "a range goes from a lower to a higher address of one family");
    }
    return new AddressRange(first, last);
  }

  private static InetAddress address(String text, String literal) throws SelectorSyntaxException {
    try {
      if (!literal.contains("%")) {
        return InetAddress.ofLiteral(literal.strip());
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Answered below, in the words of this notation.
    }
    throw new SelectorSyntaxException(
        text,
        "'"
            + literal
            + "' is not an IPv4 or IPv6 address; expected a subnet such as 10.1.0.0/16, an address,"
            + " a range such as 10.0.0.1-10.0.0.9, or dynamic");
  }

  private static int protocol(String text, String name) throws SelectorSyntaxException {
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.equals("any")) {
      return TrafficSelector.ANY_PROTOCOL;
    }
    Integer known = PROTOCOLS.get(stripped);
    return known != null ? known : number(text, stripped, 255, "an IP protocol's name or number");
  }

  private static PortRange ports(String text, String ports, int protocol)
      throws SelectorSyntaxException {
    String stripped = ports.strip();
    if (stripped.isEmpty() || stripped.equals("any")) {
      return PortRange.ANY;
    }
    if (stripped.equals("opaque")) {
      return PortRange.OPAQUE;
    }
    Integer service = SERVICES.get(stripped);
    if (service != null) {
      return PortRange.of(service);
    }
    boolean icmp = protocol == ICMP || protocol == ICMPV6;
    int dash = stripped.indexOf('-');
    String from = dash < 0 ? stripped : stripped.substring(0, dash);
    String to = dash < 0 ? stripped : stripped.substring(dash + 1);
    int first = icmp ? icmp(text, from, 0) : port(text, from);
    int last = icmp ? icmp(text, to, 0xff) : port(text, to);
    if (first > last) {
      throw new SelectorSyntaxException(text, "a range goes from a lower to a higher port or type");
    }
    return new PortRange(first, last);
  }

  /**
   * Type and code of ICMP as one number. A number below 256 is a type, which at either end of a
   * range stands for its lowest or highest code; from 256 on it is both already; {@code 3(1)} names
   * both.
   */
  private static int icmp(String text, String value, int codeOfType)
      throws SelectorSyntaxException {
    String stripped = value.strip();
    int bracket = stripped.indexOf('(');
    if (bracket >= 0 && stripped.endsWith(")")) {
      int type = number(text, stripped.substring(0, bracket), 0xff, "an ICMP type");
      String code = stripped.substring(bracket + 1, stripped.length() - 1);
      return type << 8 | number(text, code, 0xff, "an ICMP code");
    }
    int number = port(text, stripped);
    return number < 256 ? number << 8 | codeOfType : number;
  }

  private static int port(String text, String port) throws SelectorSyntaxException {
    return number(text, port, 0xffff, "a port, a range of ports, a service's name, any or opaque");
  }

  private static int number(String text, String digits, int max, String expected)
      throws SelectorSyntaxException {
    String stripped = digits.strip();
    boolean isNumber = !stripped.isEmpty() && stripped.chars().allMatch(c -> c >= '0' && c <= '9');
    int value = isNumber && stripped.length() <= 6 ? Integer.parseInt(stripped) : -1;
    if (value < 0 || value > max) {
      throw new SelectorSyntaxException(
          text, "'" + stripped + "' is not " + expected + " (0 to " + max + ")");
    }
    return value;
  }
}
