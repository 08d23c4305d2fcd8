package org.yett.gateway.vici;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.control.SaTarget;
import org.yett.ike.config.GatewayIdentity;

/** Commands that set up and delete SAs, and wait for it. */
final class ControlCommands {

  private static final List<String> NAMES = List.of("child", "ike", "child-id", "ike-id");

  private final GatewayControl control;

  ControlCommands(GatewayControl control) {
    this.control = control;
  }

  ViciMessage initiate(ViciMessage request, ViciSession session) throws InterruptedException {
    Optional<String> child = request.text("child");
    Optional<String> ike = request.text("ike");
    if (child.isEmpty() && ike.isEmpty()) {
      return Replies.failure("missing configuration name");
    }
    String what = child.isPresent() ? "CHILD_SA" : "IKE_SA";
    String name = child.or(() -> ike).orElseThrow();
    Number timeout = number(request, "timeout", 0);
    if (timeout.isBad()) {
      return timeout.complaint();
    }
    Number level = number(request, "loglevel", 1);
    if (level.isBad()) {
      return level.complaint();
    }
    CompletableFuture<Outcome> outcome =
        control.initiate(
            new InitiateRequest(ike, child), log(session, timeout.value(), level.value()));
    Optional<Outcome> known = await(outcome, timeout.value());
    if (known.isEmpty()) {
      return timeout.value() < 0
          ? Replies.success()
          : Replies.failure(
              what + " '" + name + "' not established after " + timeout.value() + "ms");
    }
    return Replies.of(
        known.get(),
        what + " config '" + name + "' not found",
        reason -> "establishing " + what + " '" + name + "' failed: " + reason);
  }

  ViciMessage terminate(ViciMessage request, ViciSession session) throws InterruptedException {
    if (NAMES.stream().allMatch(key -> request.text(key).isEmpty())) {
      return Replies.failure("missing terminate selector");
    }
    Number timeout = number(request, "timeout", 0);
    if (timeout.isBad()) {
      return timeout.complaint();
    }
    Number level = number(request, "loglevel", 1);
    if (level.isBad()) {
      return level.complaint();
    }
    boolean force = QueryCommands.isYes(request.text("force"));
    ControlLog log = log(session, timeout.value(), level.value());
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (SaTarget target : targets(request)) {
      outcomes.add(control.terminate(target, force, log));
    }
    int terminated = 0;
    List<String> reasons = new ArrayList<>();
    for (CompletableFuture<Outcome> outcome : outcomes) {
      switch (await(outcome, timeout.value()).orElse(unknown(timeout.value()))) {
        case Outcome.Done done -> terminated++;
        // It went away in the meantime, which is what was wanted.
        case Outcome.NotFound gone -> terminated++;
        case Outcome.Failed failed -> reasons.add(failed.reason());
      }
    }
    return termination(outcomes.size(), terminated, reasons);
  }

  /**
   * Begins to replace SAs. As with strongSwan the answer does not wait until they are replaced,
   * unless a timeout says that it shall.
   */
  ViciMessage rekey(ViciMessage request) throws InterruptedException {
    if (NAMES.stream().allMatch(key -> request.text(key).isEmpty())) {
      return Replies.failure("missing rekey selector");
    }
    Number timeout = number(request, "yett-timeout", -1);
    if (timeout.isBad()) {
      return timeout.complaint();
    }
    boolean reauthenticate = QueryCommands.isYes(request.text("reauth"));
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (SaTarget target : targets(request)) {
      outcomes.add(control.rekey(target, reauthenticate, ControlLog.NONE));
    }
    List<String> reasons = new ArrayList<>();
    for (CompletableFuture<Outcome> outcome : outcomes) {
      Outcome late =
          timeout.value() < 0
              ? new Outcome.Done()
              : new Outcome.Failed("not rekeyed after " + timeout.value() + "ms");
      switch (await(outcome, timeout.value()).orElse(late)) {
        case Outcome.Done done -> {}
        case Outcome.NotFound gone -> reasons.add("it is gone");
        case Outcome.Failed failed -> reasons.add(failed.reason());
      }
    }
    ViciMessage.Builder reply =
        ViciMessage.builder()
            .put("success", outcomes.isEmpty() || !reasons.isEmpty() ? "no" : "yes")
            .put("matches", outcomes.size());
    if (outcomes.isEmpty()) {
      reply.put("errmsg", "no matching SAs to rekey found");
    } else if (!reasons.isEmpty()) {
      reply.put(
          "errmsg", "rekeying failed: " + String.join("; ", reasons.stream().distinct().toList()));
    }
    return reply.build();
  }

  /** Sends the peers of IKE SAs to another gateway, given by address or name. */
  ViciMessage redirect(ViciMessage request) throws InterruptedException {
    Optional<GatewayIdentity> gateway = request.text("gateway").flatMap(ControlCommands::gateway);
    if (gateway.isEmpty()) {
      return Replies.failure("missing or bad target gateway");
    }
    Set<String> selectors = Set.of("ike", "ike-id", "peer-ip", "peer-id");
    if (selectors.stream().allMatch(key -> request.text(key).isEmpty())) {
      return Replies.failure("missing redirect selector");
    }
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (IkeSaStatus sa : control.ikeSas()) {
      boolean other =
          differs(request.text("ike"), sa.connection())
              || differs(request.text("ike-id"), Long.toString(sa.uniqueId()))
              || differs(request.text("peer-ip"), sa.remote().getAddress().getHostAddress())
              || differs(request.text("peer-id"), sa.remoteId().orElse(""));
      if (!other && sa.established().isPresent()) {
        outcomes.add(control.redirect(new SaTarget.Ike(sa.uniqueId()), gateway.get()));
      }
    }
    List<String> reasons = new ArrayList<>();
    for (CompletableFuture<Outcome> outcome : outcomes) {
      switch (await(outcome, 0).orElse(new Outcome.Done())) {
        case Outcome.Done done -> {}
        case Outcome.NotFound gone -> reasons.add("it is gone");
        case Outcome.Failed failed -> reasons.add(failed.reason());
      }
    }
    ViciMessage.Builder reply =
        ViciMessage.builder()
            .put("success", outcomes.isEmpty() || !reasons.isEmpty() ? "no" : "yes")
            .put("matches", outcomes.size());
    if (outcomes.isEmpty()) {
      reply.put("errmsg", "no matching SAs to redirect found");
    } else if (!reasons.isEmpty()) {
      reply.put(
          "errmsg",
          "redirecting failed: " + String.join("; ", reasons.stream().distinct().toList()));
    }
    return reply.build();
  }

  private static Optional<GatewayIdentity> gateway(String text) {
    try {
      return Optional.of(new GatewayIdentity.Address(InetAddress.ofLiteral(text)));
    } catch (IllegalArgumentException e) {
      // No address: a name, if anything.
    }
    try {
      return Optional.of(new GatewayIdentity.Name(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Outcome unknown(long timeout) {
    return timeout < 0
        ? new Outcome.Done()
        : new Outcome.Failed("not terminated after " + timeout + "ms");
  }

  private static ViciMessage termination(int matches, int terminated, List<String> reasons) {
    String error = "";
    if (matches == 0) {
      error = "no matching SAs to terminate found";
    } else if (terminated < matches) {
      error =
          (matches == 1 ? "terminating SA failed" : "not all matching SAs could be terminated")
              + ": "
              + String.join("; ", reasons.stream().distinct().toList());
    }
    ViciMessage.Builder reply =
        ViciMessage.builder()
            .put("success", error.isEmpty() ? "yes" : "no")
            .put("matches", matches)
            .put("terminated", terminated);
    return error.isEmpty() ? reply.build() : reply.put("errmsg", error).build();
  }

  private List<SaTarget> targets(ViciMessage request) {
    Optional<String> ike = request.text("ike");
    Optional<String> ikeId = request.text("ike-id");
    Optional<String> child = request.text("child");
    Optional<String> childId = request.text("child-id");
    List<SaTarget> targets = new ArrayList<>();
    for (IkeSaStatus sa : control.ikeSas()) {
      if (differs(ike, sa.connection()) || differs(ikeId, Long.toString(sa.uniqueId()))) {
        continue;
      }
      if (child.isEmpty() && childId.isEmpty()) {
        targets.add(new SaTarget.Ike(sa.uniqueId()));
        continue;
      }
      for (ChildSaStatus c : sa.children()) {
        if (!differs(child, c.name()) && !differs(childId, Long.toString(c.uniqueId()))) {
          targets.add(new SaTarget.Child(sa.uniqueId(), c.uniqueId()));
        }
      }
    }
    return targets;
  }

  private static boolean differs(Optional<String> filter, String value) {
    return filter.isPresent() && !filter.get().equals(value);
  }

  /** Waits: for ever with 0, not at all below 0. Empty if the time is over. */
  private static Optional<Outcome> await(CompletableFuture<Outcome> outcome, long timeout)
      throws InterruptedException {
    try {
      if (timeout < 0) {
        return outcome.isDone() ? Optional.of(outcome.get()) : Optional.empty();
      }
      return Optional.of(
          timeout == 0 ? outcome.get() : outcome.get(timeout, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a control command failed", e.getCause());
    }
  }

  private static ControlLog log(ViciSession session, long timeout, long level) {
    return timeout < 0
        ? ControlLog.NONE
        : line -> {
          if (line.level() <= level) {
            session.tell(ViciEvents.CONTROL_LOG, StatusMessages.log(line));
          }
        };
  }

  /** A number in a request; with nothing but a complaint if it is none. */
  private record Number(long value, Optional<String> bad) {
    boolean isBad() {
      return bad.isPresent();
    }

    ViciMessage complaint() {
      return Replies.failure(bad.orElseThrow());
    }
  }

  private static Number number(ViciMessage request, String key, long otherwise) {
    Optional<String> text = request.text(key);
    if (text.isEmpty()) {
      return new Number(otherwise, Optional.empty());
    }
    try {
      return new Number(Integer.parseInt(text.get().strip()), Optional.empty());
    } catch (NumberFormatException e) {
      return new Number(0, Optional.of("invalid value for: " + key + ", expected a number"));
    }
  }
}
