package org.yett.interop.peer;

import java.util.Arrays;
import java.util.Optional;

/** The IKEv2 exchange types that daemons' logs and captures name (RFC 7296 3.1, 9242 3, 9370 2). */
public enum Exchange {
  /** RFC 7296 1.2. */
  IKE_SA_INIT(34),
  /** RFC 7296 1.2. */
  IKE_AUTH(35),
  /** RFC 7296 1.3. */
  CREATE_CHILD_SA(36),
  /** RFC 7296 1.4. */
  INFORMATIONAL(37),
  /** RFC 9242. */
  IKE_INTERMEDIATE(43),
  /** RFC 9370. */
  IKE_FOLLOWUP_KE(44);

  private final int number;

  Exchange(int number) {
    this.number = number;
  }

  /** The value of the Exchange Type field. */
  public int number() {
    return number;
  }

  /** The exchange with a number, if it is one of these. */
  public static Optional<Exchange> ofNumber(int number) {
    return Arrays.stream(values()).filter(e -> e.number == number).findFirst();
  }

  /** The exchange with a name, if it is one of these. */
  public static Optional<Exchange> ofName(String name) {
    return Arrays.stream(values()).filter(e -> e.name().equals(name)).findFirst();
  }
}
