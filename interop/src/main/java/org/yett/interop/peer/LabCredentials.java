package org.yett.interop.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.KeyType;
import org.yett.gateway.pki.Pem;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;
import org.yett.gateway.pki.SubjectNames;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;

/**
 * An authority of the laboratory, and a certificate for each side: {@code rsa}, {@code ecdsa},
 * {@code ed25519} and so on; with {@code +chain} an authority between, with {@code +revoked} a list
 * that revokes both, with {@code +expired} or {@code +future} another time, with {@code +stranger}
 * an authority that neither knows, with {@code +misnamed} names of nobody.
 */
final class LabCredentials {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<String, LabCredentials> MADE = new ConcurrentHashMap<>();

  private final List<Authority> authorities = new ArrayList<>();
  private final Map<Side, PkiKey> keys = new EnumMap<>(Side.class);
  private final Map<Side, X509Certificate> certificates = new EnumMap<>(Side.class);
  private final boolean revoked;
  private final Instant leafFrom;
  private final Instant leafUntil;
  private final Instant from = Instant.now().minus(Duration.ofDays(1));
  private final Instant until = from.plus(Duration.ofDays(30));

  private LabCredentials(String kind) throws PkiException {
    String[] parts = kind.split("[+]");
    this.revoked = kind.contains("+revoked");
    boolean stranger = kind.contains("+stranger");
    Duration moved =
        Duration.ofDays(kind.contains("+expired") ? -60 : kind.contains("+future") ? 60 : 0);
    leafFrom = from.plus(moved);
    leafUntil = until.plus(moved);
    PkiKey root = key(parts[0]);
    authorities.add(authority(new Authority(root, Optional.empty()), root, "Root"));
    if (kind.contains("+chain")) {
      authorities.add(authority(authorities.getFirst(), key(parts[0]), "Intermediate"));
    }
    PkiKey hidden = key(parts[0]);
    Authority issuer =
        stranger
            ? authority(new Authority(hidden, Optional.empty()), hidden, "Stranger")
            : authorities.getLast();
    for (Side side : Side.values()) {
      PkiKey own = key(parts[0]);
      String name = kind.contains("+misnamed") ? "nobody.lab.example" : side.identity();
      keys.put(side, own);
      certificates.put(
          side,
          issuer.issue(
              own.publicInfo(),
              content(name, List.of(name), false),
              Authority.Manner.DEFAULT,
              RANDOM));
    }
  }

  /** The same for both sides of a cell. */
  static LabCredentials of(String kind) throws LaboratoryException {
    try {
      LabCredentials known = MADE.get(kind);
      if (known == null) {
        LabCredentials made = new LabCredentials(kind);
        known = MADE.putIfAbsent(kind, made);
        known = known == null ? made : known;
      }
      return known;
    } catch (PkiException e) {
      throw new LaboratoryException("certificates cannot be made: " + e.getMessage());
    }
  }

  private static PkiKey key(String type) throws PkiException {
    return PkiKey.generate(
        KeyType.named(
            type,
            switch (type) {
              case "ecdsa" -> Optional.of(256);
              // Made anew for every run: the smallest is made fastest.
              case "rsa" -> Optional.of(KeyType.RSA_LEAST);
              default -> Optional.empty();
            }),
        RANDOM);
  }

  private Authority authority(Authority signer, PkiKey key, String name) throws PkiException {
    return Authority.of(
        key,
        signer.issue(
            key.publicInfo(), content(name, List.of(), true), Authority.Manner.DEFAULT, RANDOM));
  }

  private Authority.Content content(String name, List<String> names, boolean ca)
      throws PkiException {
    return new Authority.Content(
        DistinguishedNames.parse("O=Laboratory, CN=" + name),
        SubjectNames.parse(names),
        ca ? from : leafFrom,
        ca ? until : leafUntil,
        Optional.empty(),
        ca,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Writes them for one side. */
  void write(Path directory, Side side) throws LaboratoryException {
    try {
      certificate(directory.resolve("x509/lab.pem"), certificates.get(side));
      certificate(directory.resolve("x509ca/root.pem"), of(authorities.getFirst()));
      // One end alone has what stands between: the other learns it from the peer's CERT payloads.
      if (authorities.size() > 1 && side == Side.values()[0]) {
        certificate(directory.resolve("x509ca/intermediate.pem"), of(authorities.getLast()));
      }
      put(
          directory.resolve("private/lab.pem"),
          PrivateKeys.write(keys.get(side), true, Optional.empty(), RANDOM));
      if (revoked) {
        put(directory.resolve("x509crl/lab.crl"), list());
      }
    } catch (PkiException | IOException | CRLException e) {
      throw new LaboratoryException("certificates cannot be written: " + e.getMessage());
    }
  }

  private byte[] list() throws PkiException, CRLException {
    return authorities
        .getLast()
        .signCrl(
            certificates.values().stream()
                .map(c -> new Authority.Revocation(c.getSerialNumber(), from, 1))
                .toList(),
            Optional.empty(),
            from,
            until,
            Authority.Manner.DEFAULT,
            RANDOM)
        .getEncoded();
  }

  private static X509Certificate of(Authority authority) {
    return authority.certificate().orElseThrow();
  }

  private static void certificate(Path file, X509Certificate certificate) throws IOException {
    put(file, Pem.write("CERTIFICATE", Certificates.der(certificate)));
  }

  private static void put(Path file, byte[] octets) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, octets);
  }
}
