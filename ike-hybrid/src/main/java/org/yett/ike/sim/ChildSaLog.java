package org.yett.ike.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Output;

/**
 * The Child SAs of a host as its datapath would hold them: keys are kept until an SA is removed,
 * and then wiped.
 */
public final class ChildSaLog {

  private static final class Entry {
    private ChildSa childSa;
    private boolean outbound;
    private boolean halfClosed;

    private Entry(ChildSa childSa) {
      this.childSa = childSa;
    }
  }

  private final String host;
  private final Map<Integer, Entry> byInboundSpi = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int removed;
  private int halfClosed;

  ChildSaLog(String host) {
    this.host = host;
  }

  /** The Child SAs that receive, oldest first. */
  public List<ChildSa> inbound() {
    return byInboundSpi.values().stream().map(entry -> entry.childSa).toList();
  }

  /** The Child SAs that may send, oldest first. */
  public List<ChildSa> outbound() {
    return byInboundSpi.values().stream()
        .filter(entry -> entry.outbound)
        .map(entry -> entry.childSa)
        .toList();
  }

  /** The Child SA that receives on this SPI. */
  public Optional<ChildSa> receivingOn(int spi) {
    return Optional.ofNullable(byInboundSpi.get(spi)).map(entry -> entry.childSa);
  }

  /** How many Child SAs were removed so far. */
  public int removed() {
    return removed;
  }

  /** Of how many Child SAs the outbound half was removed before the inbound one so far. */
  public int halfClosed() {
    return halfClosed;
  }

  List<String> violations() {
    return violations;
  }

  void install(Output.InstallInbound install) {
    ChildSa childSa = install.childSa();
    if (byInboundSpi.putIfAbsent(childSa.inboundSpi(), new Entry(childSa)) != null) {
      violations.add(host + " installed an inbound SPI twice: " + childSa);
    }
  }

  void activate(Output.ActivateOutbound activate) {
    Entry entry = byInboundSpi.get(activate.childSa().inboundSpi());
    if (entry == null) {
      violations.add(host + " sends on an SA that it has not installed: " + activate.childSa());
    } else if (entry.outbound || entry.halfClosed) {
      violations.add(host + " activated an outbound SA twice: " + activate.childSa());
    } else {
      entry.outbound = true;
    }
  }

  void update(Output.UpdateChildSa update) {
    Entry entry = byInboundSpi.get(update.inboundSpi());
    if (entry == null) {
      violations.add(host + " moved an SA that does not exist: " + update.id());
      return;
    }
    entry.childSa = entry.childSa.onPath(update.path(), update.udpEncapsulated());
  }

  void removeOutbound(Output.RemoveOutbound remove) {
    Entry entry = byInboundSpi.get(remove.inboundSpi());
    if (entry == null || entry.halfClosed) {
      violations.add(host + " removed an outbound SA that does not exist: " + remove.id());
      return;
    }
    entry.outbound = false;
    entry.halfClosed = true;
    halfClosed++;
  }

  void remove(Output.RemoveChildSa remove) {
    Entry entry = byInboundSpi.remove(remove.inboundSpi());
    if (entry == null) {
      violations.add(host + " removed an SA that does not exist: " + remove.id());
      return;
    }
    removed++;
    close(entry.childSa.inbound());
    close(entry.childSa.outbound());
  }

  /** The datapath is gone with its host. */
  void forget() {
    byInboundSpi
        .values()
        .forEach(entry -> {
          close(entry.childSa.inbound());
          close(entry.childSa.outbound());
        });
    byInboundSpi.clear();
  }

  private static void close(ChildSa.Keys keys) {
    keys.encryption().close();
    keys.integrity().close();
  }
}
