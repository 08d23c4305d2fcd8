package org.yett.features.steps;

import org.yett.features.subject.Datagram;
import org.yett.ike.wire.Octets;

/** Where in a protected message a bit is changed. */
enum BitPlace {
  /** In the flags of the IKE header, a reserved one. */
  IN_THE_HEADER("in its IKE header"),
  /** In the middle of what is encrypted. */
  IN_THE_CIPHERTEXT("in its ciphertext"),
  /** At the very end. */
  IN_THE_CHECKSUM("in its Integrity Checksum Data");

  private static final int FLAGS = 19;

  private final String words;

  BitPlace(String words) {
    this.words = words;
  }

  static BitPlace of(String words) {
    for (BitPlace place : values()) {
      if (place.words.equals(words)) {
        return place;
      }
    }
    throw new IllegalArgumentException("'" + words + "' is no place of a bit");
  }

  /** The datagram with that bit changed. */
  Datagram changed(Datagram datagram) {
    byte[] octets = datagram.octets().toArray();
    int at =
        switch (this) {
          case IN_THE_HEADER -> FLAGS;
          case IN_THE_CIPHERTEXT -> octets.length / 2;
          case IN_THE_CHECKSUM -> octets.length - 1;
        };
    octets[at] ^= 1;
    return datagram.with(Octets.wrap(octets));
  }
}
