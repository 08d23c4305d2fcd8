package org.yett.gateway.pki;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys, authorities and certificates for tests. */
public final class PkiFixtures {

  public static final SecureRandom RANDOM = new SecureRandom();
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private PkiFixtures() {}

  public static PkiKey key(String type) throws PkiException {
    return PkiKey.generate(
        KeyType.named(type, type.equals("rsa") ? Optional.of(2048) : Optional.empty()), RANDOM);
  }

  public static Authority root(PkiKey key, String dn) throws PkiException {
    X509Certificate certificate =
        new Authority(key, Optional.empty())
            .issue(key.publicInfo(), content(dn).ca(), Authority.Manner.DEFAULT, RANDOM);
    return Authority.of(key, certificate);
  }

  public static Authority below(Authority parent, PkiKey key, String dn) throws PkiException {
    return Authority.of(key, issue(parent, key, content(dn).ca()));
  }

  public static X509Certificate issue(Authority authority, PkiKey key, Wanted wanted)
      throws PkiException {
    return issue(authority, key, wanted.build());
  }

  private static X509Certificate issue(Authority authority, PkiKey key, Authority.Content content)
      throws PkiException {
    return authority.issue(key.publicInfo(), content, Authority.Manner.DEFAULT, RANDOM);
  }

  public static Wanted content(String dn) {
    return new Wanted(dn);
  }

  /** What a certificate is to say. */
  public static final class Wanted {
    private final String dn;
    private List<String> names = List.of();
    private Instant from = NOW.minus(Duration.ofDays(1));
    private Instant until = NOW.plus(Duration.ofDays(100));
    private boolean ca;
    private Optional<Integer> pathLength = Optional.empty();
    private List<String> usages = List.of();
    private List<String> crlUris = List.of();
    private List<String> ocspUris = List.of();

    private Wanted(String dn) {
      this.dn = dn;
    }

    public Wanted names(String... all) {
      names = List.of(all);
      return this;
    }

    public Wanted validity(Instant begin, Instant end) {
      from = begin;
      until = end;
      return this;
    }

    public Wanted pathLength(int length) {
      pathLength = Optional.of(length);
      return this;
    }

    public Wanted usages(String... all) {
      usages = List.of(all);
      return this;
    }

    public Wanted crl(String... uris) {
      crlUris = List.of(uris);
      return this;
    }

    public Wanted ocsp(String... uris) {
      ocspUris = List.of(uris);
      return this;
    }

    public Wanted asCa() {
      ca = true;
      return this;
    }

    Authority.Content ca() throws PkiException {
      ca = true;
      return build();
    }

    Authority.Content build() throws PkiException {
      return new Authority.Content(
          DistinguishedNames.parse(dn),
          SubjectNames.parse(names),
          from,
          until,
          Optional.empty(),
          ca,
          pathLength,
          usages,
          crlUris,
          ocspUris);
    }
  }
}
