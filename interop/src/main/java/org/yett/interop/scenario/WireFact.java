package org.yett.interop.scenario;

import java.util.List;
import org.yett.interop.peer.Order;
import org.yett.spec.iana.NotifyType;

/** What the link must have carried, read in plain. Suites are in strongSwan's words. */
public sealed interface WireFact {
  /** The fact in words. */
  String text();

  /** Nothing on the link remains closed to who has the keys of both IKE SA and epoch. */
  record Opened() implements WireFact {
    @Override
    public String text() {
      return "every protected IKE message opens with the keys of its IKE SA";
    }
  }

  /**
   * What the responder chose in IKE_SA_INIT.
   *
   * @param suite the IKE suite
   */
  record IkeSuite(String suite) implements WireFact {
    @Override
    public String text() {
      return "the IKE_SA_INIT response chooses " + suite;
    }
  }

  /**
   * The additional key exchanges of each IKE SA from IKE_SA_INIT to IKE_AUTH.
   *
   * @param methods of ADDKE1 to ADDKE7, those used
   */
  record AdditionalKeyExchanges(List<String> methods) implements WireFact {
    /** Copies the list. */
    public AdditionalKeyExchanges {
      methods = List.copyOf(methods);
    }

    @Override
    public String text() {
      return methods.isEmpty()
          ? "no key exchange in IKE_INTERMEDIATE, and IKE_AUTH under the keys of IKE_SA_INIT"
          : "IKE_INTERMEDIATE exchanges with "
              + String.join(", then ", methods)
              + ", each under the keys of the one before, and IKE_AUTH under those of the last";
    }
  }

  /**
   * The Child SA that comes with IKE_AUTH.
   *
   * @param suite the ESP suite
   */
  record FirstChild(String suite) implements WireFact {
    @Override
    public String text() {
      return "the IKE_AUTH response chooses " + suite + ", without a key exchange of its own";
    }
  }

  /** No Child SA comes with IKE_AUTH (RFC 6023). */
  record Childless() implements WireFact {
    @Override
    public String text() {
      return "no IKE_AUTH message has an SA payload";
    }
  }

  /**
   * Creations of SAs by CREATE_CHILD_SA, each with its IKE_FOLLOWUP_KE exchanges.
   *
   * @param by whose requests they are
   * @param what what is renewed; a Child SA that is added is {@link #added}
   * @param added whether a Child SA is added rather than renewed
   * @param suite the suite that is chosen
   * @param methods the key exchanges that are chosen, main one first; empty if none
   * @param times how many there are
   */
  record Created(Role by, Order what, boolean added, String suite, List<String> methods, int times)
      implements WireFact {
    /** Copies the list. */
    public Created {
      methods = List.copyOf(methods);
    }

    @Override
    public String text() {
      String object =
          switch (what) {
            case CHILD -> added ? " adds a Child SA with " : " rekeys the Child SA to ";
            case IKE -> " rekeys the IKE SA to ";
            case REAUTHENTICATION -> " begins anew with ";
          };
      String keys =
          methods.isEmpty()
              ? ", without key exchange"
              : ", with "
                  + methods.getFirst()
                  + (methods.size() == 1
                      ? ""
                      : " and, by linked IKE_FOLLOWUP_KE exchanges, "
                          + String.join(", then ", methods.subList(1, methods.size())));
      return counted(times, "CREATE_CHILD_SA exchange")
          + " by which the "
          + by.label()
          + object
          + suite
          + keys;
    }
  }

  /**
   * Both renewed at once: one exchange at least came to its end, whoever's it was.
   *
   * @param what what is renewed
   * @param suite the suite that is chosen
   * @param methods the key exchanges that are chosen, main one first; empty if none
   */
  record CreatedByEither(Order what, String suite, List<String> methods) implements WireFact {
    /** Copies the list. */
    public CreatedByEither {
      methods = List.copyOf(methods);
    }

    @Override
    public String text() {
      return "a CREATE_CHILD_SA exchange of either side that renews "
          + (what == Order.IKE ? "the IKE SA to " : "the Child SA to ")
          + suite
          + (methods.isEmpty() ? "" : " with " + String.join(", then ", methods))
          + ", to its end";
    }
  }

  /**
   * Deletions of the IKE SA.
   *
   * @param by who deletes
   * @param times the least number of exchanges
   */
  record Deleted(Role by, int times) implements WireFact {
    @Override
    public String text() {
      return counted(times, "Delete payload")
          + " of the "
          + by.label()
          + " for the IKE SA, answered";
    }
  }

  /**
   * A sign of life asked for.
   *
   * @param by who asks
   */
  record Alive(Role by) implements WireFact {
    @Override
    public String text() {
      return "an INFORMATIONAL request of the " + by.label() + " without payloads, answered so";
    }
  }

  /**
   * A notification.
   *
   * @param type its type
   */
  record Notified(NotifyType type) implements WireFact {
    @Override
    public String text() {
      return "a notification " + type;
    }
  }

  /** No Child SA came about. */
  record Nothing() implements WireFact {
    @Override
    public String text() {
      return "no response that chooses an ESP suite, and no ESP packet";
    }
  }

  /**
   * How ESP travels.
   *
   * @param udp in UDP, or as protocol 50
   */
  record Esp(boolean udp) implements WireFact {
    @Override
    public String text() {
      return "every ESP packet, both ways, "
          + (udp ? "in UDP" : "as protocol 50")
          + ", opens with the keys of its Child SA";
    }
  }

  private static String counted(int times, String noun) {
    return times + " " + noun + (times == 1 ? "" : "s");
  }
}
