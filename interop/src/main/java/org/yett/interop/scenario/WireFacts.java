package org.yett.interop.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.interop.peer.Order;
import org.yett.spec.iana.NotifyType;

/** States what a scenario must show on the wire. It follows from what the scenario does. */
public final class WireFacts {
  private static final Pattern ADDITIONAL = Pattern.compile("/KE[1-7]_([A-Z0-9_]+)");

  /** strongSwan's abbreviations of notifications, in which expectations are written. */
  private static final Map<String, NotifyType> NOTIFICATIONS =
      Map.ofEntries(
          Map.entry("COOKIE", NotifyType.COOKIE),
          Map.entry("INVAL_KE", NotifyType.INVALID_KE_PAYLOAD),
          Map.entry("AUTH_FAILED", NotifyType.AUTHENTICATION_FAILED),
          Map.entry("NO_PROP", NotifyType.NO_PROPOSAL_CHOSEN),
          Map.entry("TS_UNACCEPT", NotifyType.TS_UNACCEPTABLE),
          Map.entry("TEMP_FAIL", NotifyType.TEMPORARY_FAILURE),
          Map.entry("FAIL_CP_REQ", NotifyType.FAILED_CP_REQUIRED),
          Map.entry("INT_ADDR_FAIL", NotifyType.INTERNAL_ADDRESS_FAILURE),
          Map.entry("USE_TRANSP", NotifyType.USE_TRANSPORT_MODE),
          Map.entry("UPD_SA_ADDR", NotifyType.UPDATE_SA_ADDRESSES),
          Map.entry("REDIR", NotifyType.REDIRECT),
          Map.entry("REDIR_FROM", NotifyType.REDIRECTED_FROM),
          Map.entry("EAP_ONLY", NotifyType.EAP_ONLY_AUTHENTICATION),
          Map.entry("USE_PPK", NotifyType.USE_PPK),
          Map.entry("PPK_ID", NotifyType.PPK_IDENTITY),
          Map.entry("NO_PPK", NotifyType.NO_PPK_AUTH));

  private final Scenario scenario;
  private final List<WireFact> facts = new ArrayList<>();

  private WireFacts(Scenario scenario) {
    this.scenario = scenario;
  }

  /** What must be seen, in no particular order of time. */
  public static List<WireFact> of(Scenario scenario) {
    WireFacts facts = new WireFacts(scenario);
    facts.state();
    return List.copyOf(facts.facts);
  }

  /** The notification that an abbreviation of strongSwan's stands for. */
  static Optional<NotifyType> notification(String abbreviation) {
    return Optional.ofNullable(NOTIFICATIONS.get(abbreviation));
  }

  private void state() {
    if (scenario.impaired()) {
      // What a peer at fault sends is not to be foreseen.
      return;
    }
    Expectation expected = scenario.expectation();
    facts.add(new WireFact.Opened());
    for (String notify : expected.notifies().stream().sorted().toList()) {
      notification(notify).map(WireFact.Notified::new).ifPresent(facts::add);
    }
    if (scenario.refused()) {
      facts.add(new WireFact.Nothing());
      return;
    }
    facts.add(new WireFact.IkeSuite(expected.ikeSuite()));
    facts.add(new WireFact.AdditionalKeyExchanges(additional(expected.ikeSuite())));
    facts.add(
        childless() ? new WireFact.Childless() : new WireFact.FirstChild(expected.espSuite()));
    created();
    deleted();
    for (Step step : scenario.steps()) {
      if (step instanceof Step.Liveness(Role by)) {
        facts.add(new WireFact.Alive(by));
      } else if (step instanceof Step.Move) {
        facts.add(new WireFact.Notified(NotifyType.UPDATE_SA_ADDRESSES));
      } else if (step instanceof Step.Redirect) {
        facts.add(new WireFact.Notified(NotifyType.REDIRECT));
        facts.add(new WireFact.Notified(NotifyType.REDIRECTED_FROM));
      } else if (step instanceof Step.Collision(Order initiator, Order responder)) {
        createdByEither(initiator);
        if (responder != initiator) {
          createdByEither(responder);
        }
      }
    }
    boolean traffic =
        scenario.steps().stream()
            .anyMatch(step -> step instanceof Step.Ping || step instanceof Step.Transfer);
    if (traffic) {
      facts.add(new WireFact.Esp(scenario.datapath() == Datapath.UDP));
    }
  }

  private boolean childless() {
    return "force".equals(scenario.initiator().keys().get("childless"));
  }

  private static List<String> additional(String suite) {
    List<String> methods = new ArrayList<>();
    Matcher matcher = ADDITIONAL.matcher(suite);
    while (matcher.find()) {
      methods.add(matcher.group(1));
    }
    return methods;
  }

  /** The key exchanges of a suite, the main one first: what follows the PRF, or all there is. */
  private static List<String> methods(String suite) {
    List<String> methods = new ArrayList<>();
    for (String part : suite.isEmpty() ? List.<String>of() : Arrays.asList(suite.split("/", -1))) {
      if (part.matches("KE[1-7]_.*")) {
        methods.add(part.substring(4));
      } else if (part.matches("(CURVE|ECP|MODP|ML_KEM)_.*")) {
        methods.add(part);
      }
    }
    return methods;
  }

  /** If both renew at once, nobody can tell beforehand who is to win. */
  private void created() {
    if (scenario.steps().stream().anyMatch(Step.Collision.class::isInstance)) {
      return;
    }
    Expectation expected = scenario.expectation();
    List<String> own = methods(expected.espKeyExchanges());
    List<String> ike = methods(expected.ikeSuite());
    Map<Role, Integer> children = new EnumMap<>(Role.class);
    Map<Role, Integer> ikeSas = new EnumMap<>(Role.class);
    Map<Role, Integer> added = new EnumMap<>(Role.class);
    for (Step step : scenario.steps()) {
      if (step instanceof Step.Rekey(Role by, Order what, boolean _)) {
        if (what == Order.CHILD) {
          children.merge(by, 1, Integer::sum);
        } else if (what == Order.IKE) {
          ikeSas.merge(by, 1, Integer::sum);
        }
      } else if (step instanceof Step.AddChild(Role by, String _)) {
        added.merge(by, 1, Integer::sum);
      } else if (step instanceof Step.Establish && childless()) {
        added.merge(Role.INITIATOR, 1, Integer::sum);
      }
    }
    String esp = expected.espSuite();
    children.forEach(
        (by, times) -> facts.add(new WireFact.Created(by, Order.CHILD, false, esp, own, times)));
    added.forEach(
        (by, times) -> facts.add(new WireFact.Created(by, Order.CHILD, true, esp, own, times)));
    ikeSas.forEach((by, times) ->
        facts.add(new WireFact.Created(by, Order.IKE, false, expected.ikeSuite(), ike, times)));
  }

  private void createdByEither(Order what) {
    Expectation expected = scenario.expectation();
    facts.add(
        what == Order.IKE
            ? new WireFact.CreatedByEither(what, expected.ikeSuite(), methods(expected.ikeSuite()))
            : new WireFact.CreatedByEither(
                what, expected.espSuite(), methods(expected.espKeyExchanges())));
  }

  private void deleted() {
    Map<Role, Integer> deletions = new EnumMap<>(Role.class);
    for (Step step : scenario.steps()) {
      if (step instanceof Step.Delete(Role by)) {
        deletions.merge(by, 1, Integer::sum);
      }
    }
    deletions.forEach((by, times) -> facts.add(new WireFact.Deleted(by, times)));
  }
}
