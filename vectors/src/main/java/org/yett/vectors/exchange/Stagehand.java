package org.yett.vectors.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.UnknownPayload;
import org.yett.ike.wire.VendorIdPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.PayloadType;

/** Carries out the edits of one host. */
final class Stagehand implements OutgoingSeam {

  /** What a host of the option clear-payload puts before the Encrypted payload. */
  private static final Payload CLEAR =
      new VendorIdPayload(Octets.wrap("in the clear".getBytes(StandardCharsets.US_ASCII)));

  private final List<Edit> edits;
  private final boolean addsClear;
  private final int[] seen;
  private int applied;
  private int datagrams;

  /** The edits of this host among all. */
  Stagehand(String host, HostSetup setup, List<Edit> all) {
    addsClear = setup.options().contains("clear-payload");
    edits = all.stream().filter(edit -> edit.host().equals(host)).toList();
    seen = new int[edits.size()];
  }

  /** How many edits were made. */
  int applied() {
    return applied;
  }

  /** How many there are to be made. */
  int wanted() {
    return edits.size();
  }

  @Override
  public Draft edit(Draft draft) {
    Draft edited = addsClear ? withClear(draft) : draft;
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (!edit.what().equals("datagram")
          && draft.header().exchangeType().value() == edit.exchange()
          && draft.header().isResponse() == edit.response()
          && ++seen[i] == edit.ordinal()) {
        edited = apply(edit, edited);
        applied++;
      }
    }
    return edited;
  }

  private static Draft withClear(Draft draft) {
    return draft.header().exchangeType().equals(ExchangeType.IKE_INTERMEDIATE)
        ? new Draft(draft.header(), List.of(CLEAR), draft.inner(), draft.isProtected())
        : draft;
  }

  /** The datagram that goes on in place of one of this host. */
  SimDatagram pass(SimDatagram datagram) {
    datagrams++;
    for (Edit edit : edits) {
      if (edit.what().equals("datagram") && edit.ordinal() == datagrams) {
        applied++;
        return datagram.withOctets(Octets.ofHex(edit.octets()));
      }
    }
    return datagram;
  }

  private static Draft apply(Edit edit, Draft draft) {
    return switch (edit.what()) {
      case "replace", "drop", "add-first", "add-last" ->
          draft.isProtected()
              ? new Draft(draft.header(), draft.clear(), payloads(edit, draft.inner()), true)
              : new Draft(draft.header(), payloads(edit, draft.clear()), draft.inner(), false);
      case "exchange" ->
          new Draft(
              IkeHeader.of(
                  draft.header().initiatorSpi(),
                  draft.header().responderSpi(),
                  ExchangeType.of(edit.payload()),
                  draft.header().flags(),
                  draft.header().messageId()),
              draft.clear(),
              draft.inner(),
              draft.isProtected());
      default -> throw new IllegalArgumentException("unknown edit: " + edit.what());
    };
  }

  private static List<Payload> payloads(Edit edit, List<Payload> payloads) {
    List<Payload> edited = new ArrayList<>();
    Payload made =
        new UnknownPayload(
            PayloadType.of(edit.payload()),
            edit.critical(),
            Octets.wrap(HexFormat.of().parseHex(edit.octets())));
    if (edit.what().equals("add-first")) {
      edited.add(made);
    }
    int occurrence = 0;
    for (Payload payload : payloads) {
      boolean chosen =
          payload.type().value() == edit.payload() && ++occurrence == edit.occurrence();
      if (!chosen || edit.what().startsWith("add")) {
        edited.add(payload);
      } else if (edit.what().equals("replace")) {
        edited.add(made);
      }
    }
    if (edit.what().equals("add-last")) {
      edited.add(made);
    }
    return edited;
  }
}
