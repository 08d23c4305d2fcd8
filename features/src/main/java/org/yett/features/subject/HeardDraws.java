package org.yett.features.subject;

import java.util.List;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.wire.Octets;

/** What an end that is ours told of the random octets that it drew. */
public interface HeardDraws {

  /** The octets of each draw for this purpose, in order. */
  List<Octets> draws(Purpose purpose);
}
