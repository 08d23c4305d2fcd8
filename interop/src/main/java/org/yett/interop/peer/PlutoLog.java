package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pluto's log says with {@code plutodebug=all}, read as text: each SA as it came about, and
 * the messages that it emitted and parsed.
 *
 * @param lines the lines, oldest first
 */
record PlutoLog(List<String> lines) {
  private static final Pattern SUITE =
      Pattern.compile("cipher=(\\S+) integ=(\\S+) prf=(\\S+) group=([^\\s}]+)");

  private static final Pattern REFUSAL =
      Pattern.compile("failed to add connection|error loading|syntax error|unknown|FATAL");

  private static final Pattern NEWEST =
      Pattern.compile(" #(\\d+): (?:initiator|responder) (?:established|rekeyed) IKE SA");

  private static final Pattern SELECTORS = Pattern.compile("\\[([^\\[\\]]*)===([^\\[\\]]*)]");
  private static final Pattern CHILD =
      Pattern.compile(
          " #(\\d+): (?:initiator|responder) \\w+ Child SA.*; IPsec (\\w+) (\\[.*]) "
              + ".*?\\{ESP(inUDP)?(/ESN)?=>0x([0-9a-f]{8}) <0x([0-9a-f]{8}) xfrm=([^ ]+) ");

  private static final Map<String, Exchange> EXCHANGES =
      Map.of(
          "IKE_SA_INIT", Exchange.IKE_SA_INIT,
          "IKE_AUTH", Exchange.IKE_AUTH,
          "IKE_INTERMEDIATE", Exchange.IKE_INTERMEDIATE,
          "CREATE_CHILD_SA", Exchange.CREATE_CHILD_SA,
          "INFORMATIONAL", Exchange.INFORMATIONAL,
          "IKE_FOLLOWUP_KE", Exchange.IKE_FOLLOWUP_KE);

  /** Copies the lines. */
  PlutoLog {
    lines = List.copyOf(lines);
  }

  /** The log with a text. */
  static PlutoLog of(String text) {
    return new PlutoLog(text.lines().toList());
  }

  /** What the log says of an IKE SA; empty texts for what it does not say. */
  record Ike(
      boolean initiator,
      String initiatorSpi,
      String responderSpi,
      String cipher,
      String integrity,
      String prf,
      String group,
      List<String> additional) {
    Ike withSpis(String initiator, String responder) {
      return new Ike(
          this.initiator, initiator, responder, cipher, integrity, prf, group, additional);
    }
  }

  /** What the log says of a Child SA. */
  record Child(
      String mode,
      boolean udp,
      boolean esn,
      String spiOut,
      String spiIn,
      String cipher,
      String integrity,
      Optional<String> group,
      List<String> local,
      List<String> remote) {}

  /** The first line that a pattern is found in. */
  Optional<String> find(Pattern pattern) {
    return lines.stream().filter(line -> !debug(line) && pattern.matcher(line).find()).findFirst();
  }

  private static boolean debug(String line) {
    return line.contains(": | ") || line.contains(": |] ");
  }

  /** Lines that say why a configuration was not taken. */
  List<String> refusals() {
    return lines.stream().filter(line -> !debug(line) && REFUSAL.matcher(line).find()).toList();
  }

  /** The number of the IKE SA that came about last. */
  Optional<String> newestIkeSa() {
    Optional<String> newest = Optional.empty();
    for (String line : lines) {
      Matcher matcher = NEWEST.matcher(line);
      if (matcher.find()) {
        newest = Optional.of(matcher.group(1));
      }
    }
    return newest;
  }

  /** An IKE SA by its number. */
  Ike ike(String number) {
    Ike known = new Ike(false, "", "", "", "n/a", "", "", List.of());
    String own = " #" + number + ": ";
    for (String line : lines) {
      if (debug(line) || !line.contains(own)) {
        continue;
      }
      boolean initiator =
          known.initiator() || line.contains(": initiating ") || line.contains(": initiator ");
      Matcher suite = SUITE.matcher(line);
      if (suite.find()) {
        List<String> groups = Arrays.asList(suite.group(4).split("[+]", -1));
        known =
            new Ike(
                initiator,
                known.initiatorSpi(),
                known.responderSpi(),
                suite.group(1),
                suite.group(2),
                suite.group(3),
                groups.getFirst(),
                groups.subList(1, groups.size()));
      } else {
        known =
            new Ike(
                initiator,
                known.initiatorSpi(),
                known.responderSpi(),
                known.cipher(),
                known.integrity(),
                known.prf(),
                known.group(),
                known.additional());
      }
    }
    Ike found = known;
    return renewed(number)
        .or(() -> sent(number))
        .map(spis -> found.withSpis(spis[0], spis[1]))
        .orElse(found);
  }

  /** A Child SA by its number, once it is up. */
  Optional<Child> child(String number) {
    Optional<Child> known = Optional.empty();
    for (String line : lines) {
      Matcher matcher = CHILD.matcher(line);
      if (!debug(line) && matcher.find() && matcher.group(1).equals(number)) {
        String[] algorithms = matcher.group(8).split("-", -1);
        known =
            Optional.of(
                new Child(
                    matcher.group(2),
                    matcher.group(4) != null,
                    matcher.group(5) != null,
                    matcher.group(6),
                    matcher.group(7),
                    algorithms[0],
                    algorithms.length > 1 ? algorithms[1] : "NONE",
                    algorithms.length > 2 ? Optional.of(algorithms[2]) : Optional.empty(),
                    selectors(matcher.group(3), 1),
                    selectors(matcher.group(3), 2)));
      }
    }
    return known;
  }

  private static List<String> selectors(String text, int group) {
    return SELECTORS.matcher(text).results().map(found -> found.group(group)).distinct().toList();
  }

  private static final Pattern SENDING =
      Pattern.compile("sending \\d+ bytes for .* \\(for #(\\d+)\\)");
  private static final Pattern OCTETS =
      Pattern.compile(": \\|   ((?:[0-9a-f]{2} {1,2}){15}[0-9a-f]{2}) ");

  /** The SPIs of each IKE SA that has sent something, both as sixteen hexadecimal digits. */
  private Optional<String[]> sent(String number) {
    for (int i = 0; i + 1 < lines.size(); i++) {
      Matcher sending = SENDING.matcher(lines.get(i));
      if (sending.find() && sending.group(1).equals(number)) {
        Optional<String[]> spis = spis(i + 1);
        if (spis.isPresent() && !spis.get()[1].equals("0".repeat(16))) {
          return spis;
        }
      }
    }
    return Optional.empty();
  }

  private static final Pattern OUR_SPI =
      Pattern.compile("our spi: ((?:[0-9a-f]{2} {1,2}){7}[0-9a-f]{2})$");
  private static final Pattern SPI =
      Pattern.compile(": \\|   ((?:[0-9a-f]{2} {1,2}){7}[0-9a-f]{2}) ");

  /** The SPIs of an IKE SA that came about by CREATE_CHILD_SA, from the proposals of both. */
  private Optional<String[]> renewed(String number) {
    String own = "";
    String other = "";
    Pattern done = Pattern.compile(" #" + number + ": (initiator|responder) rekeyed IKE SA");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher ours = OUR_SPI.matcher(line);
      if (ours.find()) {
        own = ours.group(1).replace(" ", "");
      } else if (line.contains("parsing 8 raw bytes") && line.endsWith("into remote SPI")) {
        String next = i + 2 < lines.size() ? lines.get(i + 1) + lines.get(i + 2) : "";
        Matcher theirs = SPI.matcher(next);
        other = theirs.find() ? theirs.group(1).replace(" ", "") : "";
      }
      Matcher matcher = done.matcher(line);
      if (!debug(line) && matcher.find()) {
        return Optional.of(
            matcher.group(1).equals("initiator")
                ? new String[] {own, other}
                : new String[] {other, own});
      }
    }
    return Optional.empty();
  }

  /** What stands at the beginning of a dump, after a non-ESP marker if there is one. */
  private Optional<String[]> spis(int line) {
    StringBuilder digits = new StringBuilder();
    for (String dumped : lines.subList(line, Math.min(line + 2, lines.size()))) {
      Matcher octets = OCTETS.matcher(dumped);
      digits.append(octets.find() ? octets.group(1).replace(" ", "") : "");
    }
    int start = digits.indexOf("00000000") == 0 ? 8 : 0;
    return digits.length() < start + 32
        ? Optional.empty()
        : Optional.of(
            new String[] {
              digits.substring(start, start + 16), digits.substring(start + 16, start + 32)
            });
  }

  /** Every message emitted or parsed, in order. */
  List<LoggedMessage> messages() {
    List<LoggedMessage> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("emit ISAKMP Message:")
          || lines.get(i).contains("parse ISAKMP Message:")) {
        message(i).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<LoggedMessage> message(int start) {
    boolean emitted = lines.get(start).contains("emit ");
    String verb = emitted ? "emit IKEv2 " : "parse IKEv2 ";
    Optional<Exchange> exchange = Optional.empty();
    boolean response = false;
    long id = -1;
    List<String> payloads = new ArrayList<>();
    for (int i = start + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains(" ISAKMP Message:") && line.contains("**")) {
        break;
      }
      if (id < 0 && line.contains("exchange type: ")) {
        Matcher type = TYPE.matcher(line);
        exchange = type.find() ? Optional.ofNullable(EXCHANGES.get(type.group(1))) : exchange;
      } else if (id < 0 && line.contains("flags: ")) {
        response = line.contains("MSG_RESPONSE");
      } else if (id < 0 && line.contains("Message ID: ")) {
        Matcher number = ID.matcher(line);
        id = number.find() ? Long.parseLong(number.group(1)) : 0;
      } else if (line.contains(verb) && line.endsWith("Payload:")) {
        String name = line.substring(line.indexOf(verb) + verb.length(), line.length() - 9).strip();
        if (PAYLOADS.containsKey(name)) {
          payloads.add(PAYLOADS.get(name));
        } else if (name.equals("Encrypted Fragment")) {
          payloads.add("EF(/)");
        }
      } else if (line.contains("Notify Message Type: ")
          && !payloads.isEmpty()
          && payloads.getLast().equals("N")) {
        Matcher type = NOTIFY.matcher(line);
        payloads.set(payloads.size() - 1, "N(" + (type.find() ? notify(type.group(1)) : "") + ")");
      }
    }
    boolean request = !response;
    long messageId = id;
    return exchange.map(
        known -> new LoggedMessage(start, emitted, known, request, messageId, payloads));
  }

  private static final Pattern TYPE = Pattern.compile("ISAKMP_v2_([A-Z_]+) ");
  private static final Pattern ID = Pattern.compile("Message ID: (\\d{1,10}) ");
  private static final Pattern NOTIFY = Pattern.compile("Message Type: v2N_([A-Z0-9_]+) ");
  private static final Map<String, String> PAYLOADS =
      Map.ofEntries(
          Map.entry("Security Association", "SA"),
          Map.entry("Key Exchange", "KE"),
          Map.entry("Nonce", "No"),
          Map.entry("Notify", "N"),
          Map.entry("Delete", "D"),
          Map.entry("Identification - Initiator -", "IDi"),
          Map.entry("Identification - Responder -", "IDr"),
          Map.entry("Authentication", "AUTH"),
          Map.entry("Certificate", "CERT"),
          Map.entry("Certificate Request", "CERTREQ"),
          Map.entry("Configuration", "CP"),
          Map.entry("Traffic Selector - Initiator -", "TSi"),
          Map.entry("Traffic Selector - Responder -", "TSr"),
          Map.entry("EAP", "EAP"),
          Map.entry("Vendor ID", "V"));

  private static String notify(String theirs) {
    return switch (theirs) {
      case "INVALID_KE_PAYLOAD" -> "INVAL_KE";
      case "AUTHENTICATION_FAILED" -> "AUTH_FAILED";
      case "NO_PROPOSAL_CHOSEN" -> "NO_PROP";
      case "UPDATE_SA_ADDRESSES" -> "UPD_SA_ADDR";
      case "REDIRECTED_FROM" -> "REDIR_FROM";
      case "TS_UNACCEPTABLE" -> "TS_UNACCEPT";
      default -> theirs;
    };
  }
}
