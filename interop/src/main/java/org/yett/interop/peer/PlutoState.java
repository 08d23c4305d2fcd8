package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pluto has now: which SAs it shows by {@code whack --showstates}, what its log said of each
 * when it came about, and what the kernel counted.
 */
final class PlutoState {
  private static final Pattern IKE =
      Pattern.compile("#(\\d+): \"([^\"]+)\"[^;(]*:(\\d+) (?:STATE_V2_)?(\\w+) \\([^)]*\\);");

  private static final Pattern PARENT = Pattern.compile("IKE SA #(\\d+);");
  private static final Pattern SA = Pattern.compile("src (\\S+) dst (\\S+)");
  private static final Pattern SPI = Pattern.compile("proto esp spi 0x([0-9a-f]{8})");
  private static final Pattern LIFETIME = Pattern.compile("(\\d+)\\(bytes\\), (\\d+)\\(packets\\)");
  private static final Pattern ENCAP = Pattern.compile("encap type espinudp sport (\\d+)");

  private PlutoState() {}

  /** What the kernel has of an SA. */
  private record Kernel(boolean udp, int port, long bytes, long packets) {}

  /**
   * The IKE SAs.
   *
   * @param states what {@code whack --showstates} printed
   * @param kernel what {@code ip -s xfrm state} printed
   * @param log pluto's log until then
   */
  static List<IkeSaState> ikeSas(String states, String kernel, PlutoLog log) {
    Map<String, Kernel> sas = kernel(kernel);
    Map<String, List<ChildSaState>> children = new LinkedHashMap<>();
    List<String[]> parents = new ArrayList<>();
    for (String line : states.lines().toList()) {
      Matcher matcher = IKE.matcher(line);
      if (!matcher.find()) {
        continue;
      }
      String number = matcher.group(1);
      if (matcher.group(4).equals("ESTABLISHED_CHILD_SA")) {
        Matcher parent = PARENT.matcher(line);
        Optional<PlutoLog.Child> known = log.child(number);
        if (parent.find() && known.isPresent()) {
          children
              .computeIfAbsent(parent.group(1), absent -> new ArrayList<>())
              .add(child(matcher.group(2), known.get(), sas));
        }
      } else if (!matcher.group(4).contains("CHILD")) {
        parents.add(new String[] {number, matcher.group(2), matcher.group(3), matcher.group(4)});
      }
    }
    List<IkeSaState> all = new ArrayList<>();
    for (String[] parent : parents) {
      all.add(ike(parent, log, children.getOrDefault(parent[0], List.of())));
    }
    return all;
  }

  private static IkeSaState ike(String[] parent, PlutoLog log, List<ChildSaState> children) {
    PlutoLog.Ike known = log.ike(parent[0]);
    String state = parent[3].equals("ESTABLISHED_IKE_SA") ? "ESTABLISHED" : parent[3];
    LibreswanProposals.Cipher cipher = LibreswanProposals.cipher(known.cipher());
    int port = Integer.parseInt(parent[2]);
    TreeMap<Integer, String> additional = new TreeMap<>();
    for (int i = 0; i < known.additional().size(); i++) {
      additional.put(i + 1, LibreswanProposals.method(known.additional().get(i)));
    }
    return new IkeSaState(
        parent[1],
        state,
        known.initiator(),
        known.initiatorSpi(),
        known.responderSpi(),
        port,
        port,
        cipher.name(),
        cipher.keyBits(),
        LibreswanProposals.integrity(known.integrity()),
        "PRF_" + known.prf(),
        LibreswanProposals.method(known.group()),
        additional,
        children);
  }

  private static ChildSaState child(String name, PlutoLog.Child known, Map<String, Kernel> sas) {
    Kernel none = new Kernel(known.udp(), 0, 0, 0);
    Kernel in = sas.getOrDefault(known.spiIn(), none);
    Kernel out = sas.getOrDefault(known.spiOut(), none);
    LibreswanProposals.Cipher cipher = LibreswanProposals.cipher(known.cipher());
    boolean installed = sas.containsKey(known.spiIn()) && sas.containsKey(known.spiOut());
    return new ChildSaState(
        name,
        installed ? "INSTALLED" : "INSTALLING",
        known.mode().toUpperCase(java.util.Locale.ROOT),
        in.udp(),
        known.spiIn(),
        known.spiOut(),
        cipher.name(),
        cipher.keyBits(),
        LibreswanProposals.integrity(known.integrity()),
        known.group().map(LibreswanProposals::method).orElse(""),
        known.esn(),
        in.bytes(),
        in.packets(),
        out.bytes(),
        out.packets(),
        known.local(),
        known.remote());
  }

  private static Map<String, Kernel> kernel(String text) {
    Map<String, Kernel> all = new LinkedHashMap<>();
    String spi = "";
    boolean current = false;
    for (String line : text.lines().toList()) {
      if (SA.matcher(line).lookingAt()) {
        spi = "";
        current = false;
        continue;
      }
      Matcher named = SPI.matcher(line);
      if (named.find()) {
        spi = named.group(1);
        all.put(spi, new Kernel(false, 0, 0, 0));
      }
      Kernel known = all.get(spi);
      if (known == null) {
        continue;
      }
      Matcher encap = ENCAP.matcher(line);
      if (encap.find()) {
        all.put(
            spi,
            new Kernel(true, Integer.parseInt(encap.group(1)), known.bytes(), known.packets()));
      }
      if (line.contains("lifetime current:")) {
        current = true;
      }
      Matcher counted = LIFETIME.matcher(line);
      if (current && counted.find()) {
        all.put(
            spi,
            new Kernel(
                known.udp(),
                known.port(),
                Long.parseLong(counted.group(1)),
                Long.parseLong(counted.group(2))));
        current = false;
      }
    }
    return all;
  }
}
