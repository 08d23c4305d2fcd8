package org.yett.esp.transform;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** Transforms by the Java Cryptography Architecture. */
public final class JcaTransforms implements TransformProvider {
  private final Optional<Provider> provider;

  private JcaTransforms(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** By the platform's preferred providers. */
  public static JcaTransforms platform() {
    return new JcaTransforms(Optional.empty());
  }

  /** By this provider alone. */
  public static JcaTransforms of(Provider provider) {
    return new JcaTransforms(Optional.of(provider));
  }

  @Override
  public Sealer sealer(EspKeys keys, boolean esn, IvSource ivs) {
    return switch (keys.suite().encryption()) {
      case AES_GCM_16, CHACHA20_POLY1305 -> new AeadTransform(this, keys, esn);
      case AES_CBC, NULL -> new MacTransform(this, keys, esn, ivs);
    };
  }

  @Override
  public Opener opener(EspKeys keys, boolean esn) {
    return switch (keys.suite().encryption()) {
      case AES_GCM_16, CHACHA20_POLY1305 -> new AeadTransform(this, keys, esn);
      case AES_CBC, NULL -> new MacTransform(this, keys, esn, IvSource.none());
    };
  }

  Cipher cipher(String transformation) {
    try {
      return provider.isPresent()
          ? Cipher.getInstance(transformation, provider.get())
          : Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no " + transformation, e);
    }
  }

  Mac mac(String algorithm) {
    try {
      return provider.isPresent()
          ? Mac.getInstance(algorithm, provider.get())
          : Mac.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no " + algorithm, e);
    }
  }
}
