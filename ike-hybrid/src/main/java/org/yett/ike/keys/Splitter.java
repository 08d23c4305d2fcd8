package org.yett.ike.keys;

import org.yett.ike.crypto.Secret;

/** Takes keys off a stretch of keying material, in order and without regard to block boundaries. */
final class Splitter {

  private final Secret material;
  private int at;

  Splitter(Secret material) {
    this.material = material;
  }

  Secret take(int length) {
    Secret key = material.slice(at, length);
    at += length;
    return key;
  }
}
