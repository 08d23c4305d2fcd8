package org.yett.ike.keys;

import org.yett.ike.crypto.Secret;
import org.yett.spec.Clause;

/** Takes keys off a stretch of keying material, in order and without regard to block boundaries. */
final class Splitter {

  private final Secret material;
  private int at;

  Splitter(Secret material) {
    this.material = material;
  }

  @Clause("rfc7296:2.13/x1")
  Secret take(int length) {
    Secret key = material.slice(at, length);
    at += length;
    return key;
  }
}
