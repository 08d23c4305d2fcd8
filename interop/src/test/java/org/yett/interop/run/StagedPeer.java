package org.yett.interop.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.interop.peer.ChildSaState;
import org.yett.interop.peer.IkeSaState;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Order;
import org.yett.interop.peer.Peer;

/** A peer that shows what a test tells it to show. */
final class StagedPeer implements Peer {
  private final String name;
  final List<LoggedMessage> messages = new ArrayList<>();
  List<IkeSaState> sas = List.of();
  Optional<String> complaint = Optional.empty();
  Optional<String> selfInflicted = Optional.empty();
  boolean alive = true;

  StagedPeer(String name) {
    this.name = name;
  }

  /** One IKE SA with one Child SA, both up. */
  static IkeSaState sa(boolean initiator, String suite, String spiIn, String spiOut, long packets) {
    ChildSaState child =
        new ChildSaState(
            "lab",
            "INSTALLED",
            "TUNNEL",
            true,
            spiIn,
            spiOut,
            "AES_GCM_16",
            Optional.of(256),
            Optional.empty(),
            "",
            false,
            packets * 100,
            packets,
            packets * 100,
            packets,
            List.of(initiator ? "10.81.1.0/24" : "10.81.2.0/24"),
            List.of(initiator ? "10.81.2.0/24" : "10.81.1.0/24"));
    String[] parts = suite.split("/");
    TreeMap<Integer, String> additional = new TreeMap<>();
    for (int i = 3; i < parts.length; i++) {
      additional.put(i - 2, parts[i].substring(4));
    }
    return new IkeSaState(
        "lab",
        "ESTABLISHED",
        initiator,
        "a392e587ff097ca0",
        "2c8fd95594908e0e",
        4500,
        4500,
        "AES_GCM_16",
        Optional.of(256),
        Optional.empty(),
        parts[1],
        parts[2],
        additional,
        List.of(child));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Outcome initiate(Duration limit) {
    return new Outcome(true, "done");
  }

  @Override
  public Outcome initiate(String child, Duration limit) {
    return new Outcome(true, "done");
  }

  @Override
  public Outcome rekey(Order what, Duration limit) {
    return new Outcome(true, "done");
  }

  @Override
  public Outcome redirect(String gateway, Duration limit) {
    return new Outcome(true, "done");
  }

  @Override
  public Outcome terminate(Duration limit) {
    return new Outcome(true, "done");
  }

  @Override
  public List<IkeSaState> ikeSas() {
    return sas;
  }

  @Override
  public String log() {
    return "";
  }

  @Override
  public List<LoggedMessage> messages() {
    return messages;
  }

  @Override
  public Optional<String> complaint() {
    return complaint;
  }

  @Override
  public Optional<String> selfInflicted() {
    return selfInflicted;
  }

  @Override
  public boolean alive() {
    return alive;
  }

  @Override
  public void close() {
    alive = false;
  }
}
