package org.yett.interop.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yett.gateway.decrypt.Conversation;
import org.yett.gateway.decrypt.Said;
import org.yett.gateway.runtime.StrongSwanNames;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.interop.lab.Side;
import org.yett.interop.peer.Order;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.WireFact;
import org.yett.interop.wire.SuiteWords;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/**
 * Looks for what a scenario states of the link in the decrypted capture: payloads, not just
 * headers. It knows nothing of what the daemons say.
 */
final class WireJudge {
  private final Conversation conversation;
  private final Set<String> peerAddresses;
  private final Role role;
  private final List<Check> checks;

  /**
   * A judge.
   *
   * @param role the role of the implementation under test
   * @param peerAddresses every address on the link that the other has had; all others are of the
   *     implementation under test, or of what stands before it
   * @param checks receives everything that is looked for
   */
  WireJudge(Conversation conversation, Role role, Set<String> peerAddresses, List<Check> checks) {
    this.conversation = conversation;
    this.role = role;
    this.peerAddresses = Set.copyOf(peerAddresses);
    this.checks = checks;
  }

  /** Looks for all of them. */
  void judge(List<WireFact> facts) {
    facts.forEach(this::judge);
  }

  private void judge(WireFact fact) {
    Seen seen =
        switch (fact) {
          case WireFact.Opened _ -> opened();
          case WireFact.IkeSuite(String suite) -> ikeSuite(suite);
          case WireFact.AdditionalKeyExchanges(List<String> methods) -> intermediates(methods);
          case WireFact.FirstChild(String suite) -> firstChild(suite);
          case WireFact.Childless _ -> childless();
          case WireFact.Created created -> created(created);
          case WireFact.CreatedByEither either -> createdByEither(either);
          case WireFact.Deleted(Role by, int times) -> deleted(by, times);
          case WireFact.Alive(Role by) -> alive(by);
          case WireFact.Notified(NotifyType type) -> notified(type);
          case WireFact.Nothing _ -> nothing();
          case WireFact.Esp(boolean udp) -> esp(udp);
        };
    checks.add(new Check("on the link: " + fact.text(), seen.right(), seen.evidence()));
  }

  private record Seen(boolean right, String evidence) {}

  private static Seen seen(boolean right, Object evidence) {
    return new Seen(right, evidence.toString());
  }

  /** An IKE SA by its SPIs. */
  private record Sa(long initiator, long responder) {
    static Sa of(Said.Ike said) {
      return new Sa(said.header().initiatorSpi().value(), said.header().responderSpi().value());
    }
  }

  /** A message that could be read, for the first time it was seen. */
  private record Read(Said.Ike said, Message message) {
    boolean is(ExchangeType type) {
      return said.header().exchangeType().equals(type);
    }

    boolean request() {
      return said.header().isRequest();
    }

    long id() {
      return said.header().messageId();
    }
  }

  private List<Read> messages() {
    List<Read> read = new ArrayList<>();
    for (Said.Ike said : conversation.ike()) {
      if (!said.again()) {
        said.message().ifPresent(message -> read.add(new Read(said, message)));
      }
    }
    return read;
  }

  private List<Read> messages(ExchangeType type) {
    return messages().stream().filter(read -> read.is(type)).toList();
  }

  private Role sender(Said said) {
    Side side = peerAddresses.contains(said.source().getHostAddress()) ? Side.PEER : Side.SUBJECT;
    return side == Side.SUBJECT ? role : role.other();
  }

  /** The response to a request. */
  private Optional<Read> answer(Read request) {
    return messages().stream()
        .filter(read ->
            !read.request()
                && read.id() == request.id()
                && read.is(request.said().header().exchangeType())
                && Sa.of(read.said()).equals(Sa.of(request.said()))
                && sender(read.said()) != sender(request.said()))
        .findFirst();
  }

  private static Optional<Proposal> chosen(Message message) {
    return message.first(SaPayload.class).map(sa -> sa.proposals().getFirst());
  }

  private Seen opened() {
    List<String> closed =
        conversation.ike().stream()
            .filter(said -> said.message().isEmpty())
            .map(said -> "frame " + said.frame() + ": " + said.text())
            .toList();
    long opened = conversation.ike().stream().filter(said -> said.generation().isPresent()).count();
    return seen(closed.isEmpty(), closed.isEmpty() ? opened + " opened" : closed);
  }

  /** The IKE SAs that came as far as IKE_AUTH. */
  private Set<Sa> authenticated() {
    return messages(ExchangeType.IKE_AUTH).stream()
        .map(read -> Sa.of(read.said()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Seen ikeSuite(String suite) {
    Set<Sa> authenticated = authenticated();
    List<String> suites =
        messages(ExchangeType.IKE_SA_INIT).stream()
            .filter(read -> !read.request() && authenticated.contains(Sa.of(read.said())))
            .flatMap(read -> chosen(read.message()).map(SuiteWords::suite).stream())
            .toList();
    return seen(!suites.isEmpty() && suites.stream().allMatch(suite::equals), suites);
  }

  /** What the key exchanges of an IKE SA were, and under which generation of keys each stood. */
  private Seen intermediates(List<String> methods) {
    Map<Sa, List<String>> requests = new LinkedHashMap<>();
    Map<Sa, List<String>> responses = new LinkedHashMap<>();
    for (Sa sa : authenticated()) {
      requests.put(sa, new ArrayList<>());
      responses.put(sa, new ArrayList<>());
    }
    List<String> wrongKeys = new ArrayList<>();
    for (Read read : messages()) {
      List<String> found = (read.request() ? requests : responses).get(Sa.of(read.said()));
      if (found == null) {
        continue;
      }
      int done = found.size();
      if (read.is(ExchangeType.IKE_INTERMEDIATE)) {
        requireGeneration(read, done, wrongKeys);
        read.message()
            .first(KePayload.class)
            .ifPresent(ke -> found.add(StrongSwanNames.keyExchange(ke.method())));
      } else if (read.is(ExchangeType.IKE_AUTH)) {
        requireGeneration(read, methods.size(), wrongKeys);
      }
    }
    boolean right =
        !requests.isEmpty()
            && wrongKeys.isEmpty()
            && requests.values().stream().allMatch(methods::equals)
            && responses.values().stream().allMatch(methods::equals);
    return seen(
        right,
        "requests "
            + requests.values()
            + ", responses "
            + responses.values()
            + (wrongKeys.isEmpty() ? "" : ", other keys than due: " + wrongKeys));
  }

  private static void requireGeneration(Read read, int due, List<String> wrong) {
    if (read.said().generation().isEmpty() || read.said().generation().getAsInt() != due) {
      wrong.add(read.said().header().describe() + " under generation " + read.said().generation());
    }
  }

  private Seen firstChild(String suite) {
    List<String> suites =
        messages(ExchangeType.IKE_AUTH).stream()
            .filter(read -> !read.request())
            .flatMap(read -> chosen(read.message()).stream())
            .map(SuiteWords::suite)
            .toList();
    return seen(
        suites.size() == authenticated().size()
            && suites.stream().allMatch(suite::equals)
            && !suites.isEmpty(),
        suites);
  }

  private Seen childless() {
    long with =
        messages(ExchangeType.IKE_AUTH).stream()
            .filter(read -> read.message().first(SaPayload.class).isPresent())
            .count();
    return seen(with == 0 && !authenticated().isEmpty(), with + " have one");
  }

  private Seen created(WireFact.Created wanted) {
    List<String> found = new ArrayList<>();
    int right = tally(wanted, found);
    return seen(right == wanted.times() && found.size() == right, found);
  }

  private Seen createdByEither(WireFact.CreatedByEither wanted) {
    List<String> found = new ArrayList<>();
    int right = 0;
    for (Role by : Role.values()) {
      right +=
          tally(
              new WireFact.Created(by, wanted.what(), false, wanted.suite(), wanted.methods(), 1),
              found);
    }
    return seen(right > 0, found);
  }

  /**
   * Counts the creations that are as they should be.
   *
   * @param found receives a word about each of the kind
   */
  private int tally(WireFact.Created wanted, List<String> found) {
    int right = 0;
    for (Read request : messages(ExchangeType.CREATE_CHILD_SA)) {
      if (!request.request() || sender(request.said()) != wanted.by() || !meant(request, wanted)) {
        continue;
      }
      Optional<Read> answer = answer(request);
      Optional<Proposal> proposal = answer.flatMap(read -> chosen(read.message()));
      if (proposal.isEmpty()) {
        found.add(answer.map(read -> read.message().describe()).orElse("not answered"));
        continue;
      }
      List<String> methods = new ArrayList<>();
      answer
          .get()
          .message()
          .first(KePayload.class)
          .ifPresent(ke -> methods.add(StrongSwanNames.keyExchange(ke.method())));
      List<String> wrong = followUps(request, answer.get(), methods);
      String suite =
          wanted.what() == Order.IKE
              ? SuiteWords.suite(proposal.get())
              : SuiteWords.withoutKeyExchanges(proposal.get());
      boolean same =
          suite.equals(wanted.suite())
              && methods.equals(wanted.methods())
              && SuiteWords.keyExchanges(proposal.get()).equals(wanted.methods())
              && wrong.isEmpty();
      right += same ? 1 : 0;
      found.add(suite + " with " + methods + (wrong.isEmpty() ? "" : ", but " + wrong));
    }
    return right;
  }

  private static boolean meant(Read request, WireFact.Created wanted) {
    boolean ike =
        chosen(request.message()).filter(p -> p.protocol().equals(ProtocolId.IKE)).isPresent();
    boolean rekey = request.message().notification(NotifyType.REKEY_SA).isPresent();
    return wanted.what() == Order.IKE ? ike : !ike && rekey != wanted.added();
  }

  /**
   * Follows the links from one exchange to the next (RFC 9370 2.2.4).
   *
   * @param methods receives the key exchange of each
   * @return what is wrong with them
   */
  private List<String> followUps(Read request, Read answer, List<String> methods) {
    List<String> wrong = new ArrayList<>();
    Optional<Octets> link = link(answer);
    Read last = request;
    while (link.isPresent()) {
      Octets wanted = link.get();
      long after = last.id();
      Optional<Read> next =
          messages(ExchangeType.IKE_FOLLOWUP_KE).stream()
              .filter(read ->
                  read.request()
                      && read.id() > after
                      && sender(read.said()) == sender(request.said())
                      && Sa.of(read.said()).equals(Sa.of(request.said()))
                      && link(read).filter(wanted::equals).isPresent())
              .findFirst();
      Optional<Read> response = next.flatMap(this::answer);
      if (response.isEmpty()) {
        wrong.add("a link is not followed, or not answered");
        return wrong;
      }
      Optional<KePayload> asked = next.get().message().first(KePayload.class);
      Optional<KePayload> answered = response.get().message().first(KePayload.class);
      if (asked.isEmpty()
          || answered.isEmpty()
          || !asked.get().method().equals(answered.get().method())) {
        wrong.add("the KE payloads of an IKE_FOLLOWUP_KE exchange do not match");
      }
      asked.ifPresent(ke -> methods.add(StrongSwanNames.keyExchange(ke.method())));
      last = next.get();
      link = link(response.get());
    }
    return wrong;
  }

  private static Optional<Octets> link(Read read) {
    return read.message().notification(NotifyType.ADDITIONAL_KEY_EXCHANGE).map(NotifyPayload::data);
  }

  private Seen deleted(Role by, int times) {
    List<Read> deletions =
        messages(ExchangeType.INFORMATIONAL).stream()
            .filter(read -> read.request() && sender(read.said()) == by)
            .filter(read ->
                read.message().all(DeletePayload.class).stream().anyMatch(DeletePayload::isIkeSa))
            .toList();
    long answered = deletions.stream().filter(read -> answer(read).isPresent()).count();
    return seen(answered >= times, deletions.size() + " seen, " + answered + " answered");
  }

  private Seen alive(Role by) {
    long answered =
        messages(ExchangeType.INFORMATIONAL).stream()
            .filter(read -> read.request() && sender(read.said()) == by)
            .filter(read -> read.message().payloads().isEmpty())
            .flatMap(read -> answer(read).stream())
            .filter(read -> read.message().payloads().isEmpty())
            .count();
    return seen(answered > 0, answered + " exchanges");
  }

  private Seen notified(NotifyType type) {
    List<String> found =
        messages().stream()
            .filter(read -> read.message().notification(type).isPresent())
            .map(read -> read.said().header().describe() + " in frame " + read.said().frame())
            .toList();
    return seen(!found.isEmpty(), found.isEmpty() ? "no such notification" : found);
  }

  private Seen nothing() {
    long chosen =
        messages(ExchangeType.IKE_AUTH).stream()
            .filter(read -> !read.request() && chosen(read.message()).isPresent())
            .count();
    int esp = conversation.esp().size();
    return seen(chosen == 0 && esp == 0, chosen + " responses, " + esp + " ESP packets");
  }

  private Seen esp(boolean udp) {
    List<Said.Esp> all = conversation.esp();
    long right =
        all.stream().filter(esp -> esp.udp() == udp && esp.nextHeader().isPresent()).count();
    long ways = all.stream().map(this::sender).distinct().count();
    return seen(
        right == all.size() && ways == 2,
        right + " of " + all.size() + " packets, " + ways + " ways");
  }
}
