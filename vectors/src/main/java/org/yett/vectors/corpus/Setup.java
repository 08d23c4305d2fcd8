package org.yett.vectors.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.vectors.exchange.Action;
import org.yett.vectors.exchange.Edit;
import org.yett.vectors.exchange.EspPacketValue;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.Host;
import org.yett.vectors.exchange.HostSetup;
import org.yett.vectors.exchange.HostSetup.PpkValue;
import org.yett.vectors.exchange.Negative;

/** What a vector is made of; each method changes this and returns it. */
final class Setup {

  private static final HexFormat HEX = HexFormat.of();
  private static final long FIRST_ACTION = 0;
  private static final long BETWEEN_ACTIONS = 2_000;

  private final String id;
  private final String title;
  private final List<String> clauses;
  private String ike = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  private String responderIke = "";
  private String esp = "aes256gcm16-noesn";
  private String responderEsp = "";
  private String psk = "Yett exchange vectors, not a secret";
  private String fragmentation = "yes";
  private int datagram = 1280;
  private boolean ipv6;
  private boolean traffic = true;
  private boolean unconfirmed;
  private Signs initiatorSigns = Signs.NOT;
  private Signs responderSigns = Signs.NOT;
  private final List<PpkValue> initiatorPpks = new ArrayList<>();
  private final List<PpkValue> responderPpks = new ArrayList<>();
  private final List<String> initiatorOptions = new ArrayList<>();
  private final List<String> responderOptions = new ArrayList<>();
  private final List<Action> script = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Negative> negative = new ArrayList<>();
  private final List<EspPacketValue> packets = new ArrayList<>();
  private long next = FIRST_ACTION;

  /** By which key and algorithm a host authenticates. */
  private record Signs(String scheme, String privateKey) {
    private static final Signs NOT = new Signs("", "");

    boolean isUsed() {
      return !privateKey.isEmpty();
    }
  }

  Setup(String id, String title, String... clauses) {
    this.id = id;
    this.title = title;
    this.clauses = List.of(clauses);
  }

  /** A set-up of another name that begins as this one. */
  Setup copy(String otherId, String otherTitle, String... otherClauses) {
    Setup copy = new Setup(otherId, otherTitle, otherClauses);
    copy.ike = ike;
    copy.responderIke = responderIke;
    copy.esp = esp;
    copy.responderEsp = responderEsp;
    copy.psk = psk;
    copy.fragmentation = fragmentation;
    copy.datagram = datagram;
    copy.ipv6 = ipv6;
    copy.traffic = traffic;
    copy.unconfirmed = unconfirmed;
    copy.initiatorSigns = initiatorSigns;
    copy.responderSigns = responderSigns;
    copy.initiatorPpks.addAll(initiatorPpks);
    copy.responderPpks.addAll(responderPpks);
    copy.initiatorOptions.addAll(initiatorOptions);
    copy.responderOptions.addAll(responderOptions);
    copy.script.addAll(script);
    copy.edits.addAll(edits);
    copy.packets.addAll(packets);
    copy.next = next;
    return copy;
  }

  Setup ike(String proposals) {
    this.ike = proposals;
    return this;
  }

  Setup responderIke(String proposals) {
    this.responderIke = proposals;
    return this;
  }

  Setup esp(String proposals) {
    this.esp = proposals;
    return this;
  }

  Setup responderEsp(String proposals) {
    this.responderEsp = proposals;
    return this;
  }

  Setup psk(String secret) {
    this.psk = secret;
    return this;
  }

  /** Both authenticate by such keys, with the algorithm that goes with them first. */
  Setup signatures(KeyKind kind) {
    return signs(Host.INITIATOR, kind).signs(Host.RESPONDER, kind);
  }

  /** A host authenticates by a key of this kind, with the algorithm that goes with it first. */
  Setup signs(String host, KeyKind kind) {
    return signs(host, kind, SetupKeys.schemes(host, kind).getFirst());
  }

  /** A host authenticates by a key of this kind. */
  Setup signs(String host, KeyKind kind, SignatureScheme scheme) {
    Signs signs = new Signs(scheme.toString(), SetupKeys.pkcs8(host, kind));
    if (host.equals(Host.INITIATOR)) {
      this.initiatorSigns = signs;
    } else {
      this.responderSigns = signs;
    }
    return this;
  }

  /** A host has this PPK, under a fixed identifier. */
  Setup ppk(String host, String identifier, String key) {
    String id = "02" + HEX.formatHex(identifier.getBytes(StandardCharsets.US_ASCII));
    (host.equals(Host.INITIATOR) ? initiatorPpks : responderPpks)
        .add(new PpkValue(id, HEX.formatHex(key.getBytes(StandardCharsets.US_ASCII))));
    return this;
  }

  /** Both have this PPK. */
  Setup ppk(String identifier, String key) {
    return ppk(Host.INITIATOR, identifier, key).ppk(Host.RESPONDER, identifier, key);
  }

  /** What no other implementation has confirmed yet. */
  Setup unconfirmed() {
    this.unconfirmed = true;
    return this;
  }

  Setup fragmentation(String mode, int octets) {
    this.fragmentation = mode;
    this.datagram = octets;
    return this;
  }

  Setup ipv6() {
    this.ipv6 = true;
    return this;
  }

  Setup initiatorOption(String option) {
    initiatorOptions.add(option);
    return this;
  }

  Setup responderOption(String option) {
    responderOptions.add(option);
    return this;
  }

  Setup option(String option) {
    return initiatorOption(option).responderOption(option);
  }

  /** Something happens, once everything before it has settled. */
  Setup then(String host, String what) {
    return after(BETWEEN_ACTIONS, host, what, "");
  }

  /** Something happens so many milliseconds after what was before it. */
  Setup after(long milliseconds, String host, String what, String octets) {
    long at = script.isEmpty() ? FIRST_ACTION : next - BETWEEN_ACTIONS + milliseconds;
    script.add(new Action(at, host, what, octets));
    next = at + BETWEEN_ACTIONS;
    return this;
  }

  /** A packet in ESP at the end, with this whole sequence number. */
  Setup packet(String from, String sequence, int tfcLength) {
    int firstNet = initiatorOptions.contains("second-child") ? 3 : 1;
    String inner = InnerPacket.udp(firstNet, from.equals(Host.INITIATOR));
    packets.add(new EspPacketValue(from, sequence, tfcLength, inner, 0, "", "", ""));
    return this;
  }

  Setup withoutTraffic() {
    this.traffic = false;
    return this;
  }

  Setup edit(Edit edit) {
    edits.add(edit);
    return this;
  }

  Setup negative(Negative what) {
    negative.add(what);
    return this;
  }

  String id() {
    return id;
  }

  /** The vector as it is set up, with nothing played yet. */
  ExchangeVector vector(long seed) {
    List<Action> actions = new ArrayList<>(script);
    if (actions.isEmpty()) {
      actions.add(new Action(FIRST_ACTION, Host.INITIATOR, "initiate", ""));
    }
    actions.add(new Action(actions.getLast().at() + BETWEEN_ACTIONS, Host.INITIATOR, "end", ""));
    boolean positive = negative.isEmpty();
    if (positive && traffic && packets.isEmpty()) {
      packet(Host.INITIATOR, "0000000000000001", 0);
      packet(Host.RESPONDER, "0000000000000001", 0);
    }
    return new ExchangeVector(
        ExchangeVector.SCHEMA,
        id,
        1,
        unconfirmed ? ExchangeVector.UNCONFIRMED : positive ? "positive" : "negative",
        title,
        clauses,
        seed,
        host(true),
        host(false),
        actions,
        edits,
        negative,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        packets,
        List.of());
  }

  private HostSetup host(boolean initiator) {
    return new HostSetup(
        ipv6
            ? (initiator ? "2001:db8::1" : "2001:db8:0:1::2")
            : (initiator ? "192.0.2.1" : "198.51.100.2"),
        initiator ? "initiator.example" : "responder.example",
        initiatorSigns.isUsed() && responderSigns.isUsed()
            ? ""
            : HEX.formatHex(psk.getBytes(StandardCharsets.UTF_8)),
        (initiator ? initiatorSigns : responderSigns).scheme(),
        (initiator ? initiatorSigns : responderSigns).privateKey(),
        initiator ? initiatorPpks : responderPpks,
        initiator || responderIke.isEmpty() ? ike : responderIke,
        initiator || responderEsp.isEmpty() ? esp : responderEsp,
        initiator ? "10.1.0.0/16" : "10.2.0.0/16",
        initiator ? "10.2.0.0/16" : "10.1.0.0/16",
        fragmentation,
        datagram,
        initiator ? initiatorOptions : responderOptions);
  }
}
