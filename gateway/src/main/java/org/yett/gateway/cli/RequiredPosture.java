package org.yett.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.gateway.vici.ViciClient;
import org.yett.gateway.vici.ViciMessage;

/** A posture that {@code yett initiate --require} asks for, and whether an IKE SA has it. */
enum RequiredPosture {
  HYBRID("hybrid", sa -> yes(sa, "yett-hybrid")),
  POST_QUANTUM("post-quantum", sa -> yes(sa, "yett-post-quantum")),
  PQ_ONLY("pq-only", sa -> yes(sa, "yett-post-quantum") && !yes(sa, "yett-hybrid")),
  PPK("ppk", sa -> yes(sa, "yett-ppk")),
  PQ_AUTH("pq-auth", sa -> withstands(sa, "yett-local-auth") && withstands(sa, "yett-remote-auth")),
  TRANSCRIPT_BOUND("transcript-bound", sa -> yes(sa, "yett-transcript-bound")),
  STANDARD("standard", sa -> !yes(sa, "yett-experimental"));

  /** How an end may have authenticated that a quantum computer does not forge. */
  private static final List<String> UNFORGEABLE =
      List.of("psk", "pq-signature", "hybrid-signatures");

  private final String keyword;
  private final Predicate<ViciMessage> isMetBy;

  RequiredPosture(String keyword, Predicate<ViciMessage> isMetBy) {
    this.keyword = keyword;
    this.isMetBy = isMetBy;
  }

  /** The posture of a name. */
  static RequiredPosture named(String name) {
    return Stream.of(values())
        .filter(posture -> posture.keyword.equals(name.strip()))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitStatus.USAGE,
                "unknown posture '"
                    + name
                    + "': expected "
                    + Stream.of(values()).map(p -> p.keyword).collect(Collectors.joining(", "))));
  }

  /** Checks the newest IKE SA of a name; gives the exit status. */
  static int check(ViciClient client, SaName name, List<RequiredPosture> required, PrintWriter out)
      throws IOException {
    List<ViciMessage> found = new ArrayList<>();
    client.stream(
        "list-sas",
        ViciMessage.EMPTY,
        "list-sa",
        event ->
            event.sections().stream()
                .filter(name::isOf)
                .map(ViciMessage.Section::content)
                .filter(sa -> sa.text("yett-post-quantum").isPresent())
                .forEach(found::add));
    ViciMessage sa =
        found.stream()
            .max(Comparator.comparingLong(RequiredPosture::number))
            .orElseThrow(() ->
                new CommandFailure(
                    ExitStatus.FAILED, "'" + name + "' is gone before its posture could be read"));
    List<String> lacking =
        required.stream().filter(p -> !p.isMetBy.test(sa)).map(p -> p.keyword).toList();
    if (lacking.isEmpty()) {
      out.println("posture: " + describe(sa));
      return ExitStatus.OK;
    }
    throw new CommandFailure(
        ExitStatus.BELOW_POSTURE,
        "the posture of '"
            + name
            + "' is below what is required, it is not "
            + String.join(", not ", lacking)
            + " ("
            + describe(sa)
            + ")");
  }

  private static long number(ViciMessage sa) {
    return sa.text("uniqueid").map(Long::parseLong).orElse(0L);
  }

  private static String describe(ViciMessage sa) {
    return String.join(" + ", sa.list("yett-key-exchanges"))
        + (yes(sa, "yett-ppk") ? " + ppk" : "")
        + (yes(sa, "yett-experimental") ? " (EXPERIMENTAL)" : "")
        + "; authenticated by "
        + sa.text("yett-local-auth").orElse("?")
        + " (us) and "
        + sa.text("yett-remote-auth").orElse("?")
        + " (peer); transcript "
        + (yes(sa, "yett-transcript-bound") ? "bound" : "not bound");
  }

  private static boolean withstands(ViciMessage sa, String key) {
    return sa.text(key).filter(UNFORGEABLE::contains).isPresent();
  }

  private static boolean yes(ViciMessage sa, String key) {
    return sa.text(key).filter("yes"::equals).isPresent();
  }
}
