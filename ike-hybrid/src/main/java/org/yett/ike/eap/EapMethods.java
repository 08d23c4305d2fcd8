package org.yett.ike.eap;

import java.util.List;
import org.yett.spec.Clause;
import org.yett.spec.iana.EapType;

/** The methods that there are, and what each is good for. */
public final class EapMethods {

  /** All, preferred first. */
  public static final List<EapType> ALL =
      List.of(EapType.TLS, EapType.TTLS, EapType.MSCHAPV2, EapType.MD5_CHALLENGE);

  /** Those that are offered and taken if the configuration names none: all that make a key. */
  public static final List<EapType> USUAL = List.of(EapType.TLS, EapType.TTLS, EapType.MSCHAPV2);

  private EapMethods() {}

  /** Whether it gives both ends a key that nobody else has. */
  public static boolean makesKey(EapType method) {
    return USUAL.contains(method);
  }

  /**
   * Whether it may stand alone, without a signature of the responder: it authenticates both ends,
   * makes a key and withstands dictionaries.
   */
  @Clause("rfc5998:4/1")
  @Clause("rfc5998:6.1/1")
  public static boolean isSafeAlone(EapType method) {
    return method.equals(EapType.TLS) || method.equals(EapType.TTLS);
  }
}
