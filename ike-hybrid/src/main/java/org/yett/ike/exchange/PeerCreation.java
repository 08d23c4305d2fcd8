package org.yett.ike.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;

/**
 * An SA that the peer creates or rekeys over an established IKE SA.
 *
 * @param number no other creation of this IKE SA has it
 * @param aim what it is for
 * @param agreed what is settled
 * @param series its key exchanges
 * @param stage how far it has come
 * @param redundant whether our own exchange for the same has won over it
 * @param tags commands of ours that wait for the same
 */
record PeerCreation(
    int number,
    Aim aim,
    Agreement agreed,
    KeySeries series,
    Stage stage,
    boolean redundant,
    List<Long> tags)
    implements Procedure {

  PeerCreation {
    tags = List.copyOf(tags);
  }

  /** How far it has come. */
  sealed interface Stage {

    /**
     * Our share and the secret are being made, for the answer.
     *
     * @param pending what answering takes
     * @param exchange CREATE_CHILD_SA or IKE_FOLLOWUP_KE
     * @param before payloads of the answer before the KE payload
     * @param after payloads of the answer after it
     * @param job what is waited for
     * @param finding the request whose PPKs are being looked up before (RFC 9867 3.2)
     */
    record Answering(
        Pending pending,
        ExchangeType exchange,
        List<Payload> before,
        List<Payload> after,
        int job,
        Optional<Message> finding)
        implements Stage {
      public Answering {
        before = List.copyOf(before);
        after = List.copyOf(after);
      }

      /** No PPKs are looked up, or no longer. */
      Answering(
          Pending pending,
          ExchangeType exchange,
          List<Payload> before,
          List<Payload> after,
          int job) {
        this(pending, exchange, before, after, job, Optional.empty());
      }

      Answering finding(Message request, int lookUp) {
        return new Answering(pending, exchange, before, after, lookUp, Optional.of(request));
      }

      Answering with(List<Payload> before, int job) {
        return new Answering(pending, exchange, before, after, job);
      }
    }

    /**
     * The next IKE_FOLLOWUP_KE is expected.
     *
     * @param link the data by which it is recognised
     * @param expires when it is no longer waited for
     */
    record Awaiting(Octets link, Instant expires) implements Stage {}
  }

  @Override
  public Progress progress() {
    return BUSY;
  }

  @Override
  public Procedure sent(long messageId) {
    throw new IllegalStateException("the peer's creations send no request");
  }

  @Override
  public OptionalInt awaitedJob() {
    return stage instanceof Stage.Answering answering
        ? OptionalInt.of(answering.job())
        : OptionalInt.empty();
  }

  @Override
  public void abandon() {
    series.wipe();
  }

  PeerCreation at(Stage next) {
    return new PeerCreation(number, aim, agreed, series, next, redundant, tags);
  }

  PeerCreation with(KeySeries next) {
    return new PeerCreation(number, aim, agreed, next, stage, redundant, tags);
  }

  PeerCreation lost() {
    return new PeerCreation(number, aim, agreed, series, stage, true, tags);
  }
}
