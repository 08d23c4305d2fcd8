package org.yett.gateway.vici;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yett.gateway.config.SecretLoader;
import org.yett.gateway.control.CredentialControl;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;

/**
 * Commands about keys, certificates and authorities, as {@code swanctl --load-creds} sends them.
 */
final class CredentialCommands {

  private final CredentialControl credentials;

  CredentialCommands(GatewayControl control) {
    this.credentials = control.credentials();
  }

  ViciMessage loadCertificate(ViciMessage request) {
    String type = request.text("type").orElse("").toUpperCase(Locale.ROOT);
    String flag = request.text("flag").orElse("NONE").toUpperCase(Locale.ROOT);
    Optional<byte[]> data = request.value("data");
    if (data.isEmpty()) {
      return Replies.failure("certificate data missing");
    }
    try {
      switch (type) {
        case "X509" -> {
          boolean authority =
              switch (flag) {
                case "CA" -> true;
                case "NONE", "OCSP" -> false;
                default ->
                    throw new PkiException("certificates for '" + flag + "' are not supported");
              };
          X509Certificate certificate = Certificates.read(data.get());
          if (authority && certificate.getBasicConstraints() < 0) {
            throw new PkiException("an authority's certificate without the CA constraint");
          }
          credentials.loadCertificate(certificate, authority);
        }
        case "X509_CRL" -> Certificates.readCrls(data.get()).forEach(credentials::loadList);
        default -> throw new PkiException("unsupported certificate type: " + type);
      }
      return Replies.success();
    } catch (PkiException e) {
      return Replies.failure(e.getMessage());
    }
  }

  ViciMessage loadKey(ViciMessage request) {
    Optional<byte[]> data = request.value("data");
    if (data.isEmpty()) {
      return Replies.failure("key data missing");
    }
    try {
      PkiKey key = PrivateKeys.read(data.get(), Optional.empty());
      return ViciMessage.builder()
          .put("success", "yes")
          .put("id", credentials.loadKey(key))
          .build();
    } catch (PkiException e) {
      return Replies.failure(e.getMessage());
    }
  }

  ViciMessage unloadKey(ViciMessage request) {
    Optional<String> id = request.text("id");
    return id.isEmpty()
        ? Replies.failure("key id missing")
        : Replies.of(
            credentials.unloadKey(id.get()), "key '" + id.get() + "' not found", reason -> reason);
  }

  ViciMessage keys() {
    return ViciMessage.builder().list("keys", credentials.loadedKeys()).build();
  }

  ViciMessage loadPpk(String name, byte[] data, List<String> owners) {
    return switch (SecretLoader.loadPpk(name, data, owners)) {
      case SecretLoader.SecretResult.Refused refused -> Replies.failure(refused.reason());
      case SecretLoader.SecretResult.Read read -> {
        credentials.loadPpk(read.secret());
        yield Replies.success();
      }
    };
  }

  ViciMessage loadEapPassword(String name, byte[] data, List<String> owners) {
    return switch (SecretLoader.load(name, data, owners)) {
      case SecretLoader.SecretResult.Refused refused -> Replies.failure(refused.reason());
      case SecretLoader.SecretResult.Read read -> {
        credentials.loadEapPassword(read.secret());
        yield Replies.success();
      }
    };
  }

  ViciMessage loadAuthority(ViciMessage request) {
    List<ViciMessage.Section> sections = request.sections();
    if (sections.size() != 1) {
      return Replies.failure("expected one authority, found " + sections.size());
    }
    String name = sections.getFirst().name();
    ViciMessage content = sections.getFirst().content();
    try {
      Optional<byte[]> data = content.value("cacert");
      if (data.isEmpty() && content.text("file").isPresent()) {
        data = Optional.of(PkiFiles.read(java.nio.file.Path.of(content.text("file").get())));
      }
      if (data.isEmpty()) {
        return Replies.failure("CA certificate missing: expected cacert or file");
      }
      credentials.loadAuthority(
          new AuthorityPoints(
              name,
              Certificates.read(data.get()),
              content.list("crl_uris"),
              content.list("ocsp_uris"),
              content.text("cert_uri_base")));
      return Replies.success();
    } catch (PkiException | java.nio.file.InvalidPathException e) {
      return Replies.failure(e.getMessage());
    }
  }

  ViciMessage unloadAuthority(ViciMessage request) {
    Optional<String> name = request.text("name");
    if (name.isEmpty()) {
      return Replies.failure("missing authority name");
    }
    Outcome outcome = credentials.unloadAuthority(name.get());
    return Replies.of(outcome, "authority '" + name.get() + "' not found", reason -> reason);
  }

  ViciMessage authorityNames() {
    return ViciMessage.builder().list("authorities", credentials.loadedAuthorities()).build();
  }

  ViciMessage listAuthorities(ViciMessage request, ViciSession session)
      throws InterruptedException {
    Optional<String> wanted = request.text("name");
    for (AuthorityPoints point : credentials.authorityPoints()) {
      if (wanted.isEmpty() || wanted.get().equals(point.name())) {
        ViciMessage.Builder message = ViciMessage.builder();
        message.section(
            point.name(),
            b -> {
              b.put("cacert", subject(point.certificate()))
                  .list("crl_uris", point.crlUris())
                  .list("ocsp_uris", point.ocspUris());
              point.certUriBase().ifPresent(base -> b.put("cert_uri_base", base));
            });
        QueryCommands.stream(session, "list-authority", message.build());
      }
    }
    return ViciMessage.EMPTY;
  }

  ViciMessage listCertificates(ViciMessage request, ViciSession session)
      throws InterruptedException {
    String type = request.text("type").orElse("ANY").toUpperCase(Locale.ROOT);
    String flag = request.text("flag").orElse("ANY").toUpperCase(Locale.ROOT);
    Optional<String> subject = request.text("subject");
    List<ViciMessage> found = new ArrayList<>();
    if (type.equals("ANY") || type.equals("X509")) {
      if (flag.equals("ANY") || flag.equals("NONE")) {
        credentials.certificates().forEach(c -> certificate(c, "NONE", subject, found));
      }
      if (flag.equals("ANY") || flag.equals("CA")) {
        credentials.authorities().forEach(c -> certificate(c, "CA", subject, found));
      }
    }
    if (type.equals("ANY") || type.equals("X509_CRL")) {
      for (X509CRL list : credentials.revocationLists()) {
        try {
          found.add(
              ViciMessage.builder().put("type", "X509_CRL").put("data", list.getEncoded()).build());
        } catch (CRLException e) {
          return Replies.failure("a revocation list cannot be encoded");
        }
      }
    }
    for (ViciMessage message : found) {
      QueryCommands.stream(session, "list-cert", message);
    }
    return ViciMessage.EMPTY;
  }

  private void certificate(
      X509Certificate certificate, String flag, Optional<String> subject, List<ViciMessage> to) {
    if (subject.isEmpty() || subject.get().equals(subject(certificate))) {
      to.add(
          ViciMessage.builder()
              .put("type", "X509")
              .put("flag", flag)
              .flag("has_privkey", credentials.hasKey(certificate))
              .put("data", Certificates.der(certificate))
              .build());
    }
  }

  private static String subject(X509Certificate certificate) {
    try {
      return DistinguishedNames.text(Certificates.holder(certificate).getSubject());
    } catch (PkiException e) {
      return "";
    }
  }

  ViciMessage flush() {
    credentials.flushFetched();
    return Replies.success();
  }
}
