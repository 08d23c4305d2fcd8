package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code swanctl --list-sas --raw --pretty} prints: vici messages as text, one value,
 * one brace or one list item a line.
 */
public final class ViciText {
  private static final String ADDITIONAL = "ake";
  private static final Pattern COUNTER =
      Pattern.compile("^\\s+([a-z-]+)\\s*: (\\d{1,18})$", Pattern.MULTILINE);

  private ViciText() {}

  /**
   * The IKE SAs in the output of {@code list-sas}.
   *
   * @param text the whole output
   * @return one entry an IKE SA, empty if there is none, or what was not understood
   */
  public static Parsed ikeSas(String text) {
    List<IkeSaState> sas = new ArrayList<>();
    Iterator<String> lines = text.lines().iterator();
    try {
      while (lines.hasNext()) {
        String line = lines.next().strip();
        if (line.equals("list-sa event {")) {
          Node event = Node.read(lines);
          event.nodes().forEach((name, sa) -> sas.add(ikeSa(name, sa)));
        } else if (line.startsWith("list-sas reply {") && !line.endsWith("}")) {
          Node.read(lines);
        } else if (!line.isEmpty() && !line.equals("list-sas reply {}")) {
          return new Parsed.NotUnderstood("unexpected line in the list of SAs: " + line);
        }
      }
      return new Parsed.Sas(sas);
    } catch (MalformedException | NumberFormatException e) {
      return new Parsed.NotUnderstood(e.getMessage());
    }
  }

  /**
   * The counters in the output of {@code --counters}: lines of a name, a colon and a number, of
   * which others are passed over.
   */
  static SortedMap<String, Long> counters(String text) {
    SortedMap<String, Long> counters = new TreeMap<>();
    Matcher matcher = COUNTER.matcher(text);
    while (matcher.find()) {
      counters.put(matcher.group(1), Long.valueOf(matcher.group(2)));
    }
    return counters;
  }

  /** What came of reading. */
  public sealed interface Parsed {

    /**
     * The IKE SAs.
     *
     * @param sas in the daemon's order
     */
    record Sas(List<IkeSaState> sas) implements Parsed {
      /** Copies the list. */
      public Sas {
        sas = List.copyOf(sas);
      }
    }

    /**
     * The text is not what swanctl prints.
     *
     * @param why the first thing wrong
     */
    record NotUnderstood(String why) implements Parsed {}
  }

  private static IkeSaState ikeSa(String name, Node sa) {
    List<ChildSaState> children = new ArrayList<>();
    sa.node("child-sas")
        .ifPresent(all -> all.nodes().values().forEach(c -> children.add(child(c))));
    return new IkeSaState(
        name,
        sa.text("state"),
        sa.yes("initiator"),
        sa.text("initiator-spi"),
        sa.text("responder-spi"),
        (int) sa.number("local-port"),
        (int) sa.number("remote-port"),
        sa.text("encr-alg"),
        sa.optional("encr-keysize").map(Integer::valueOf),
        sa.optional("integ-alg"),
        sa.text("prf-alg"),
        sa.text("dh-group"),
        additional(sa),
        children);
  }

  private static SortedMap<Integer, String> additional(Node sa) {
    SortedMap<Integer, String> methods = new TreeMap<>();
    sa.values()
        .forEach((key, value) -> {
          if (key.startsWith(ADDITIONAL)) {
            methods.put(Integer.valueOf(key.substring(ADDITIONAL.length())), value);
          }
        });
    return methods;
  }

  private static String keyExchanges(Node child) {
    List<String> methods = new ArrayList<>();
    child.optional("dh-group").ifPresent(methods::add);
    additional(child).forEach((number, method) -> methods.add("KE" + number + "_" + method));
    return String.join("/", methods);
  }

  private static ChildSaState child(Node child) {
    return new ChildSaState(
        child.text("name"),
        child.text("state"),
        child.text("mode"),
        child.yes("encap"),
        child.text("spi-in"),
        child.text("spi-out"),
        child.text("encr-alg"),
        child.optional("encr-keysize").map(Integer::valueOf),
        child.optional("integ-alg"),
        keyExchanges(child),
        child.text("esn").equals("1"),
        child.number("bytes-in"),
        child.number("packets-in"),
        child.number("bytes-out"),
        child.number("packets-out"),
        child.list("local-ts"),
        child.list("remote-ts"));
  }

  /** A section: its values, its lists and its subsections. */
  private record Node(
      SequencedMap<String, String> values,
      SequencedMap<String, List<String>> lists,
      SequencedMap<String, Node> nodes) {

    static Node read(Iterator<String> lines) {
      Node node = new Node(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
      while (lines.hasNext()) {
        String line = lines.next().strip();
        int equals = line.indexOf(" =");
        if (line.equals("}")) {
          return node;
        } else if (line.endsWith(" {") && equals < 0) {
          node.nodes.put(line.substring(0, line.length() - 2), read(lines));
        } else if (line.endsWith(" {}") && equals < 0) {
          node.nodes.put(line.substring(0, line.length() - 3), empty());
        } else if (equals > 0 && line.endsWith("= [")) {
          node.lists.put(line.substring(0, equals), items(lines));
        } else if (equals > 0 && line.endsWith("= []")) {
          node.lists.put(line.substring(0, equals), List.of());
        } else if (equals > 0) {
          node.values.put(line.substring(0, equals), line.substring(equals + 2).strip());
        } else if (!line.isEmpty()) {
          throw new MalformedException("neither a value nor a section: " + line);
        }
      }
      throw new MalformedException("the list of SAs ends inside a section");
    }

    private static Node empty() {
      return new Node(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private static List<String> items(Iterator<String> lines) {
      List<String> items = new ArrayList<>();
      while (lines.hasNext()) {
        String line = lines.next().strip();
        if (line.equals("]")) {
          return items;
        }
        items.addAll(Arrays.asList(line.split("\\s+")));
      }
      throw new MalformedException("the list of SAs ends inside a list");
    }

    Optional<String> optional(String key) {
      return Optional.ofNullable(values.get(key));
    }

    String text(String key) {
      return optional(key).orElse("");
    }

    boolean yes(String key) {
      return text(key).equals("yes");
    }

    long number(String key) {
      try {
        return Long.parseLong(optional(key).orElse("0"));
      } catch (NumberFormatException e) {
        throw new MalformedException(key + " is not a number: " + text(key));
      }
    }

    List<String> list(String key) {
      return lists.getOrDefault(key, List.of());
    }

    Optional<Node> node(String name) {
      return Optional.ofNullable(nodes.get(name));
    }
  }

  private static final class MalformedException extends RuntimeException {
    MalformedException(String message) {
      super(message);
    }
  }
}
