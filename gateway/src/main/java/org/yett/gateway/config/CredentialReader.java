package org.yett.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.gateway.config.settings.SourcePosition;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.Pkcs12;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;

/**
 * Reads keys and certificates as swanctl lays them out: directories {@code x509}, {@code x509ca},
 * {@code x509crl}, {@code pubkey}, {@code private}, {@code rsa}, {@code ecdsa}, {@code pkcs8} and
 * {@code pkcs12} beside the configuration, passphrases in its section {@code secrets}, and its
 * section {@code authorities}.
 */
final class CredentialReader {

  private static final List<String> KEY_DIRECTORIES = List.of("private", "rsa", "ecdsa", "pkcs8");

  private final CredentialFiles files;
  private final Diagnostics diagnostics;
  private final List<PkiKey> keys = new ArrayList<>();
  private final List<X509Certificate> authorities = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<X509CRL> lists = new ArrayList<>();
  private final List<SubjectPublicKeyInfo> publicKeys = new ArrayList<>();
  private final List<AuthorityPoints> points = new ArrayList<>();
  private final Map<Path, Setting> passphrases = new LinkedHashMap<>();

  CredentialReader(CredentialFiles files, Diagnostics diagnostics) {
    this.files = files;
    this.diagnostics = diagnostics;
  }

  LoadedCredentials read(SettingsView root) {
    root.section("secrets").ifPresent(this::passphrases);
    each("x509ca", octets -> authorities.addAll(Certificates.readAll(octets)));
    each("x509", octets -> certificates.addAll(Certificates.readAll(octets)));
    each("x509crl", octets -> lists.addAll(Certificates.readCrls(octets)));
    each("pubkey", octets -> publicKeys.add(Certificates.readPublicKey(octets)));
    for (String directory : KEY_DIRECTORIES) {
      keys(directory);
    }
    containers();
    root.section("authorities").ifPresent(this::authorities);
    return new LoadedCredentials(
        keys, authorities, certificates, lists, publicKeys, points, List.of(), List.of());
  }

  /** Which passphrase is for which file. */
  private void passphrases(SettingsView secrets) {
    for (SettingsView section : secrets.sections()) {
      for (String directory : List.of("private", "rsa", "ecdsa", "pkcs8", "pkcs12")) {
        if (section.name().startsWith(directory)) {
          Optional<Setting> file = section.setting("file");
          Optional<Setting> secret = section.setting("secret");
          if (file.isEmpty()) {
            diagnostics.error(
                section.position(),
                "secret '" + section.name() + "' is for no file: expected file = ...");
          } else {
            Path path = files.file(file.get().value(), directory);
            if (!Files.exists(path)) {
              diagnostics.error(
                  file.get().valuePosition(), "'file': " + path + ": there is no such file");
            }
            secret.ifPresent(s -> passphrases.put(path.toAbsolutePath().normalize(), s));
          }
          break;
        }
      }
    }
  }

  /** What to do with a file. */
  @FunctionalInterface
  private interface Take {
    void take(byte[] octets) throws PkiException;
  }

  private void each(String directory, Take take) {
    for (Path file : inDirectory(directory)) {
      try {
        take.take(PkiFiles.read(file));
      } catch (PkiException e) {
        passOver(file, e);
      }
    }
  }

  /** A file that cannot be used is passed over, as swanctl does; what needs it says so. */
  private void passOver(Path file, PkiException e) {
    diagnostics.warning(
        new SourcePosition(file.toString(), 1, 1), "passed over: " + e.getMessage());
  }

  private List<Path> inDirectory(String name) {
    Path directory = files.base().resolve(name);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(f -> Files.isRegularFile(f) && !f.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      diagnostics.warning(
          new SourcePosition(directory.toString(), 1, 1), "cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  private Optional<Setting> passphrase(Path file) {
    return Optional.ofNullable(passphrases.get(file.toAbsolutePath().normalize()));
  }

  private void keys(String directory) {
    List<Path> all = new ArrayList<>(inDirectory(directory));
    for (Path named : passphrases.keySet()) {
      if (!named.startsWith(files.base().toAbsolutePath().normalize())
          && directory.equals("private")
          && Files.exists(named)
          && !named.toString().endsWith(".p12")) {
        all.add(named);
      }
    }
    for (Path file : all) {
      Optional<Setting> secret = passphrase(file);
      try {
        keys.add(PrivateKeys.read(PkiFiles.read(file), secret.map(s -> s.value().toCharArray())));
      } catch (PkiException e) {
        if (secret.isPresent()) {
          diagnostics.error(secret.get().keyPosition(), file + ": " + e.getMessage());
        } else {
          passOver(file, e);
        }
      }
    }
  }

  private void containers() {
    for (Path file : inDirectory("pkcs12")) {
      Optional<Setting> secret = passphrase(file);
      try {
        Pkcs12 content =
            Pkcs12.read(
                PkiFiles.read(file), secret.map(s -> s.value().toCharArray()).orElse(new char[0]));
        keys.addAll(content.keys());
        for (X509Certificate certificate : content.certificates()) {
          // An authority that comes with our own key is trusted, as with swanctl.
          (certificate.getBasicConstraints() >= 0 ? authorities : certificates).add(certificate);
        }
      } catch (PkiException e) {
        if (secret.isPresent()) {
          diagnostics.error(secret.get().keyPosition(), file + ": " + e.getMessage());
        } else {
          passOver(file, e);
        }
      }
    }
  }

  private void authorities(SettingsView section) {
    for (SettingsView authority : section.sections()) {
      authority(authority).ifPresent(points::add);
    }
    for (AuthorityPoints point : points) {
      if (!authorities.contains(point.certificate())) {
        authorities.add(point.certificate());
      }
    }
  }

  private Optional<AuthorityPoints> authority(SettingsView section) {
    Optional<Setting> file = section.setting("cacert").or(() -> section.setting("file"));
    if (file.isEmpty()) {
      diagnostics.error(
          section.position(),
          "authority '" + section.name() + "' has no certificate: expected cacert = ...");
      return Optional.empty();
    }
    return files
        .certificate(file.get(), "x509ca")
        .map(c ->
            new AuthorityPoints(
                section.name(),
                c,
                uris(section, "crl_uris"),
                uris(section, "ocsp_uris"),
                certUriBase(section)));
  }

  private Optional<String> certUriBase(SettingsView section) {
    Optional<Setting> setting = section.setting("cert_uri_base");
    if (setting.isPresent() && !setting.get().value().matches("http://[\\x21-\\x7e]+")) {
      diagnostics.error(
          setting.get().valuePosition(),
          "bad value '"
              + setting.get().value()
              + "' in 'cert_uri_base': expected a URI that begins with http://");
      return Optional.empty();
    }
    return setting.map(Setting::value);
  }

  private List<String> uris(SettingsView section, String key) {
    Optional<Setting> setting = section.setting(key);
    List<String> uris = setting.map(s -> ValueSyntax.list(s.value())).orElse(List.of());
    for (String uri : uris) {
      if (!uri.matches("(https?|file)://.+")) {
        diagnostics.error(
            setting.orElseThrow().valuePosition(),
            "bad value '"
                + uri
                + "' in '"
                + key
                + "': expected a URI that begins with http://, https:// or file://");
      }
    }
    return uris;
  }
}
