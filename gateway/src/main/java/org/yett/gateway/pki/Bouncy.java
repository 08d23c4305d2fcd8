package org.yett.gateway.pki;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Bouncy Castle, asked by name in every call: it is not registered with the JDK. */
public final class Bouncy {

  /** The provider. */
  public static final Provider PROVIDER = new BouncyCastleProvider();

  private Bouncy() {}
}
