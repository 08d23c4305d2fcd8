package org.yett.features.steps;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.yett.features.subject.Violation;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.Transform;
import org.yett.ike.wire.UnknownPayload;
import org.yett.ike.wire.VendorIdPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.TransformType;

/**
 * Peers that do something else than they should, or something unusual that they may do. What they
 * send is authentic: it is changed before it is protected.
 */
public final class ViolationSteps {

  /** In the range of private use. */
  private static final int UNKNOWN_STATUS = 40960;

  private final World world;

  ViolationSteps(World world) {
    this.world = world;
  }

  /** The initiator sends requests and the responder responses: so it is until IKE_AUTH is done. */
  private void violate(Side side, ExchangeType exchange, int ordinal, UnaryOperator<Draft> edit) {
    world.arrangement(side).violate(new Violation(exchange, side == Side.RESPONDER, ordinal, edit));
  }

  // Notifications.

  /** A notification that belongs there is missing. */
  @Given("a violating {side} that leaves {notification} out of {exchange}")
  public void leavesOut(Side side, NotifyType type, ExchangeType exchange) {
    violate(
        side,
        exchange,
        Violation.EACH,
        Tampering.dropping(NotifyPayload.class, notify -> notify.notifyType().equals(type)));
  }

  /** Data in a notification that has none, as a future extension may define it. */
  @Given("the {side} puts {int} octets of unknown data into {notification}")
  public void putsData(Side side, int octets, NotifyType type) {
    violate(
        side,
        ExchangeType.IKE_SA_INIT,
        Violation.EACH,
        replacingNotify(
            type, notify -> NotifyPayload.of(notify.notifyType(), Octets.wrap(new byte[octets]))));
  }

  /** Before the Encrypted payload, where no specification puts anything yet. */
  @Given(
      "the {side} puts a status notification of unknown type outside the Encrypted payload of"
          + " IKE_INTERMEDIATE {int}")
  public void clearPayload(Side side, int ordinal) {
    NotifyPayload notify =
        NotifyPayload.of(NotifyType.of(UNKNOWN_STATUS), Octets.wrap(new byte[] {1, 2, 3}));
    violate(
        side,
        ExchangeType.IKE_INTERMEDIATE,
        ordinal,
        draft -> new Draft(draft.header(), List.of(notify), draft.inner(), draft.isProtected()));
  }

  /** In the place where it belongs for this exchange, protected or not. */
  @Given("the {side} adds a notification of unknown type {int} to {exchange}")
  public void addsNotification(Side side, int type, ExchangeType exchange) {
    NotifyPayload notify =
        NotifyPayload.of(NotifyType.of(type), Octets.wrap(new byte[] {1, 2, 3, 4}));
    violate(side, exchange, Violation.EACH, Tampering.adding(notify));
  }

  /** Of some other implementation. */
  @Given("the {side} adds a Vendor ID that nobody knows to {exchange}")
  public void addsVendorId(Side side, ExchangeType exchange) {
    VendorIdPayload vendorId = new VendorIdPayload(Octets.wrap(new byte[] {9, 8, 7, 6, 5}));
    violate(side, exchange, Violation.EACH, Tampering.adding(vendorId));
  }

  /** A payload of a type that nobody has defined yet. */
  @Given("a(n) {side} that adds a payload of unknown type {int}, {criticality}, to {exchange}")
  public void addsPayload(Side side, int type, boolean critical, ExchangeType exchange) {
    UnknownPayload payload =
        new UnknownPayload(PayloadType.of(type), critical, Octets.wrap(new byte[5]));
    violate(side, exchange, Violation.EACH, Tampering.adding(payload));
  }

  /** All of them, in the Encrypted payload and outside. */
  @Given("a(n) {side} that sends the payloads of {exchange} in reverse order")
  public void reversesPayloads(Side side, ExchangeType exchange) {
    violate(
        side,
        exchange,
        Violation.EACH,
        draft ->
            new Draft(
                draft.header(),
                draft.clear().reversed(),
                draft.inner().reversed(),
                draft.isProtected()));
  }

  /** Instead of everything else. */
  @Given(
      "a violating responder whose {exchange} response is a notification of unknown error type"
          + " {int} alone")
  public void unknownError(ExchangeType exchange, int type) {
    answers(exchange, NotifyType.of(type));
  }

  private static UnaryOperator<Draft> replacingNotify(
      NotifyType type, Function<NotifyPayload, NotifyPayload> change) {
    return draft -> {
      boolean there =
          draft.clear().stream()
              .anyMatch(p -> p instanceof NotifyPayload n && n.notifyType().equals(type));
      Expect.that(there, () -> "there is no " + type + " to change");
      return Tampering.replacing(
              NotifyPayload.class,
              notify -> List.of(notify.notifyType().equals(type) ? change.apply(notify) : notify))
          .apply(draft);
    };
  }

  // SA payloads.

  /** Key exchanges that the initiator's own policy would not let it propose. */
  @Given("an initiator whose SA payload offers")
  public void offers(DataTable table) {
    violate(
        Side.INITIATOR,
        ExchangeType.IKE_SA_INIT,
        Violation.EACH,
        replacingSa(sa -> withKeyExchanges(sa, table.asMaps())));
  }

  /** Key exchanges that the responder must not select. */
  @Given("a violating responder whose SA payload selects")
  public void selects(DataTable table) {
    violate(
        Side.RESPONDER,
        ExchangeType.IKE_SA_INIT,
        Violation.EACH,
        replacingSa(sa -> withKeyExchanges(sa, table.asMaps())));
  }

  /** The order of transforms in a proposal says nothing about the order of their types. */
  @Given("an initiator that lists the transforms of its proposals in reverse order")
  public void reversed() {
    violate(
        Side.INITIATOR,
        ExchangeType.IKE_SA_INIT,
        Violation.EACH,
        replacingSa(sa ->
            new SaPayload(
                sa.proposals().stream()
                    .map(proposal -> {
                      List<Transform> transforms = new ArrayList<>(proposal.transforms());
                      Collections.reverse(transforms);
                      return with(proposal, transforms, proposal.number());
                    })
                    .toList())));
  }

  private static UnaryOperator<Draft> replacingSa(UnaryOperator<SaPayload> change) {
    return Tampering.replacing(SaPayload.class, sa -> List.of(change.apply(sa)));
  }

  /** The first proposal's other transforms with the key exchanges of each row. */
  private static SaPayload withKeyExchanges(SaPayload sa, List<Map<String, String>> rows) {
    Proposal first = sa.proposals().getFirst();
    List<Transform> others =
        first.transforms().stream()
            .filter(transform ->
                !transform.type().equals(TransformType.KE)
                    && !transform.type().isAdditionalKeyExchange())
            .toList();
    List<Proposal> proposals = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<Transform> transforms = new ArrayList<>(others);
      transforms.addAll(Methods.transforms(row));
      int number = first.number() + proposals.size();
      proposals.add(with(first, transforms, number));
    }
    return new SaPayload(proposals);
  }

  private static Proposal with(Proposal proposal, List<Transform> transforms, int number) {
    return new Proposal(number, proposal.protocol(), proposal.spi(), transforms);
  }

  // Headers.

  /** Another Message ID than the next one. */
  @Given("a violating {side} that gives its first {exchange} message the Message ID {int}")
  public void messageId(Side side, ExchangeType exchange, int messageId) {
    violate(
        side,
        exchange,
        1,
        draft -> {
          IkeHeader header = draft.header();
          return withHeader(
              draft,
              IkeHeader.of(
                  header.initiatorSpi(),
                  header.responderSpi(),
                  header.exchangeType(),
                  header.flags(),
                  messageId));
        });
  }

  /** One exchange under the name of another. */
  @Given("a violating initiator that sends {exchange} where {exchange} is due")
  public void exchangeType(ExchangeType instead, ExchangeType due) {
    violate(
        Side.INITIATOR,
        due,
        1,
        draft -> {
          IkeHeader header = draft.header();
          return withHeader(
              draft,
              IkeHeader.of(
                  header.initiatorSpi(),
                  header.responderSpi(),
                  instead,
                  header.flags(),
                  header.messageId()));
        });
  }

  private static Draft withHeader(Draft draft, IkeHeader header) {
    return new Draft(header, draft.clear(), draft.inner(), draft.isProtected());
  }

  // KE payloads.

  /** A KE payload of another method than is due. */
  @Given("a violating {side} whose KE payload in IKE_INTERMEDIATE {int} says {method}")
  public void wrongMethod(Side side, int ordinal, KeyExchangeMethod method) {
    violate(
        side,
        ExchangeType.IKE_INTERMEDIATE,
        ordinal,
        replacingKe(ke -> new KePayload(method, ke.data())));
  }

  /** No KE payload at all. */
  @Given("a violating {side} that leaves the KE payload out of IKE_INTERMEDIATE {int}")
  public void noKe(Side side, int ordinal) {
    violate(
        side,
        ExchangeType.IKE_INTERMEDIATE,
        ordinal,
        Tampering.dropping(KePayload.class, ke -> true));
  }

  /** Key exchange data that breaks a rule. */
  @Given("a violating {side} whose Key Exchange Data in {exchange} {defect}")
  public void defect(Side side, ExchangeType exchange, KeDefect defect) {
    violate(
        side,
        exchange,
        1,
        replacingKe(ke -> new KePayload(ke.method(), defect.applyTo(ke.data()))));
  }

  /** A KE payload of another method than is due. */
  @Given("a violating {side} whose KE payload in IKE_FOLLOWUP_KE {int} says {method}")
  public void wrongFollowUp(Side side, int ordinal, KeyExchangeMethod method) {
    violate(
        side,
        ExchangeType.IKE_FOLLOWUP_KE,
        ordinal,
        replacingKe(ke -> new KePayload(method, ke.data())));
  }

  /** The data by which the responder would know it again. */
  @Given("a violating initiator that changes one bit of N\\(ADDITIONAL_KEY_EXCHANGE) in {exchange}")
  public void changedLink(ExchangeType exchange) {
    violate(
        Side.INITIATOR,
        exchange,
        1,
        Tampering.replacing(
            NotifyPayload.class,
            notify ->
                List.of(
                    notify.notifyType().equals(NotifyType.ADDITIONAL_KEY_EXCHANGE)
                        ? NotifyPayload.of(notify.notifyType(), flipped(notify.data()))
                        : notify)));
  }

  /** An SPI that is not that of its Child SA. */
  @Given("a violating {side} that changes one bit of the SPI in N\\(REKEY_SA)")
  public void changedRekeySa(Side side) {
    violate(
        side,
        ExchangeType.CREATE_CHILD_SA,
        1,
        Tampering.replacing(
            NotifyPayload.class,
            notify ->
                List.of(
                    notify.notifyType().equals(NotifyType.REKEY_SA)
                        ? new NotifyPayload(
                            notify.protocol(),
                            flipped(notify.spi()),
                            notify.notifyType(),
                            notify.data())
                        : notify)));
  }

  /** In the first such exchange. */
  @Given("a violating {side} that leaves the KE payload out of {exchange}")
  public void withoutKe(Side side, ExchangeType exchange) {
    violate(side, exchange, 1, Tampering.dropping(KePayload.class, ke -> true));
  }

  private static Octets flipped(Octets data) {
    byte[] changed = data.toArray();
    changed[changed.length - 1] ^= 1;
    return Octets.wrap(changed);
  }

  /** Whatever it would answer otherwise. */
  @Given("a violating responder that answers {exchange} with {notification}")
  public void answers(ExchangeType exchange, NotifyType error) {
    violate(
        Side.RESPONDER,
        exchange,
        Violation.EACH,
        draft ->
            new Draft(
                draft.header(), List.of(), List.of(NotifyPayload.of(error)), draft.isProtected()));
  }

  private static UnaryOperator<Draft> replacingKe(UnaryOperator<KePayload> change) {
    return Tampering.replacing(KePayload.class, ke -> List.of(change.apply(ke)));
  }
}
