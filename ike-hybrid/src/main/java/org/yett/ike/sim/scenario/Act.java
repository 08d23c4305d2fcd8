package org.yett.ike.sim.scenario;

import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;

/** What an end may do while the other one does something. */
enum Act {
  CREATE_CHILD("create-child", "creates a further Child SA", (pair, host) -> pair.initiate(host)),
  REKEY_CHILD("rekey-child", "rekeys the Child SA", Pair::rekeyChild),
  DELETE_CHILD("delete-child", "deletes the Child SA", Pair::terminateChild),
  REKEY_IKE("rekey-ike", "rekeys the IKE SA", Pair::rekeyIke),
  DELETE_IKE("delete-ike", "deletes the IKE SA", Pair::terminate);

  @FunctionalInterface
  private interface Command {
    long by(Pair pair, SimHost host);
  }

  private final String hyphenated;
  private final String words;
  private final Command command;

  Act(String hyphenated, String words, Command command) {
    this.hyphenated = hyphenated;
    this.words = words;
    this.command = command;
  }

  /** As part of a scenario's name. */
  String hyphenated() {
    return hyphenated;
  }

  /** As said of an end. */
  String words() {
    return words;
  }

  /** The host is commanded to do it; returns the command's tag. */
  long by(Pair pair, SimHost host) {
    return command.by(pair, host);
  }
}
