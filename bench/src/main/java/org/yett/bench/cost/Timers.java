package org.yett.bench.cost;

import java.time.Duration;
import java.util.Optional;
import org.yett.ike.config.RetransmissionConfig;

/** When unanswered requests are sent again: the defaults of implementations. */
public enum Timers {
  /** Yett: 0.5 s, then 1.5 times as long each time. */
  YETT("yett", RetransmissionConfig.DEFAULT),
  /** strongSwan: 4 s, then 1.8 times as long each time. */
  STRONGSWAN("strongswan", RetransmissionConfig.STRONGSWAN),
  /** libreswan: 0.5 s, then twice as long each time, 60 s in all. */
  LIBRESWAN(
      "libreswan", new RetransmissionConfig(Duration.ofMillis(500), 2, 6, 0, Optional.empty()));

  private final String word;
  private final RetransmissionConfig config;

  Timers(String word, RetransmissionConfig config) {
    this.word = word;
    this.config = config;
  }

  RetransmissionConfig config() {
    return config;
  }

  @Override
  public String toString() {
    return word;
  }
}
