package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;

/**
 * One vector: a conversation of two endpoints. Everything from {@code schema} to {@code negative}
 * is what was set up; {@code random} is what was drawn; everything after that follows from both.
 *
 * @param schema {@value #SCHEMA}
 * @param id its name, also of its file
 * @param version 1, and one more for each change (see the change log of the corpus)
 * @param set {@code positive}, {@code negative} or {@value #UNCONFIRMED}
 * @param title what it shows, in one line
 * @param clauses what it exercises, as {@code rfcNNNN:section}
 * @param seed from which {@code random} was drawn; of no use to who takes the values from there
 * @param initiator configuration of the host that initiates
 * @param responder configuration of the host that responds
 * @param script what happened from outside, in order
 * @param edits how messages were falsified; empty in positive vectors
 * @param negative what is wrong and what must come of it, in negative vectors alone
 * @param random every draw of random octets, by host, scope, purpose and index
 * @param keyExchanges every key exchange with both private inputs and the shared secret
 * @param datagrams IKE datagrams in the order in which they were sent
 * @param messages IKE messages in plain
 * @param steps every derivation, in the order in which it was first made
 * @param childSas Child SAs in the order in which they were installed
 * @param esp packets protected by the Child SAs
 * @param outcome how both hosts stood in the end
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "schema",
  "id",
  "version",
  "set",
  "title",
  "clauses",
  "seed",
  "initiator",
  "responder",
  "script",
  "edits",
  "negative",
  "random",
  "keyExchanges",
  "datagrams",
  "messages",
  "steps",
  "childSas",
  "esp",
  "outcome"
})
public record ExchangeVector(
    String schema,
    String id,
    int version,
    String set,
    String title,
    List<String> clauses,
    long seed,
    HostSetup initiator,
    HostSetup responder,
    List<Action> script,
    List<Edit> edits,
    List<Negative> negative,
    List<RandomValue> random,
    List<KeyExchangeValue> keyExchanges,
    List<DatagramValue> datagrams,
    List<MessageValue> messages,
    List<StepValue> steps,
    List<ChildSaValue> childSas,
    List<EspPacketValue> esp,
    List<OutcomeValue> outcome) {

  /** The value of {@code schema}. */
  public static final String SCHEMA = "yett-exchange-vectors/1";

  /**
   * The set of what no other implementation has confirmed yet. Nothing in it counts, and any of it
   * may change.
   */
  public static final String UNCONFIRMED = "draft-unconfirmed";

  /** The sets, in the order in which they are told. */
  public static final List<String> SETS = List.of("positive", "negative", UNCONFIRMED);

  /** Absent lists are empty. */
  public ExchangeVector {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(initiator, "initiator");
    Objects.requireNonNull(responder, "responder");
    clauses = Lists.of(clauses);
    script = Lists.of(script);
    edits = Lists.of(edits);
    negative = Lists.of(negative);
    random = Lists.of(random);
    keyExchanges = Lists.of(keyExchanges);
    datagrams = Lists.of(datagrams);
    messages = Lists.of(messages);
    steps = Lists.of(steps);
    childSas = Lists.of(childSas);
    esp = Lists.of(esp);
    outcome = Lists.of(outcome);
  }

  /** Whether it is in the set of negative vectors. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean isNegative() {
    return set.equals("negative");
  }

  /** The configuration of a host. */
  public HostSetup setup(String host) {
    return host.equals(Host.INITIATOR) ? initiator : responder;
  }

  /** The same with another version. */
  public ExchangeVector withVersion(int other) {
    return new ExchangeVector(
        schema,
        id,
        other,
        set,
        title,
        clauses,
        seed,
        initiator,
        responder,
        script,
        edits,
        negative,
        random,
        keyExchanges,
        datagrams,
        messages,
        steps,
        childSas,
        esp,
        outcome);
  }
}
