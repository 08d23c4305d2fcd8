package org.yett.gateway.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;

/**
 * Certificates and keys that settings name: a file, relative to a directory beside the
 * configuration, or the content itself in Base64 after {@code 0s}, as it comes by vici.
 */
final class CredentialFiles {

  private final Path base;
  private final Diagnostics diagnostics;

  CredentialFiles(Path base, Diagnostics diagnostics) {
    this.base = base;
    this.diagnostics = diagnostics;
  }

  /** The directory of swanctl.conf. */
  Path base() {
    return base;
  }

  /** The certificates that a setting lists. */
  List<X509Certificate> certificates(Optional<Setting> setting, String directory) {
    return all(setting, directory, Certificates::read);
  }

  /** The public keys that a setting lists. */
  List<SubjectPublicKeyInfo> publicKeys(Optional<Setting> setting) {
    return all(setting, "pubkey", Certificates::readPublicKey);
  }

  /** One certificate that a setting names. */
  Optional<X509Certificate> certificate(Setting setting, String directory) {
    return one(setting, setting.value(), directory, Certificates::read);
  }

  private <T> List<T> all(Optional<Setting> setting, String directory, Reader<T> reader) {
    return setting.stream()
        .flatMap(s ->
            ValueSyntax.list(s.value()).stream()
                .flatMap(text -> one(s, text, directory, reader).stream()))
        .toList();
  }

  private <T> Optional<T> one(Setting setting, String text, String directory, Reader<T> reader) {
    try {
      return Optional.of(reader.read(octets(text, directory)));
    } catch (PkiException e) {
      diagnostics.error(
          setting.valuePosition(),
          "'"
              + setting.key()
              + "': "
              + (isInline(text) ? e.getMessage() : named(text, directory, e)));
      return Optional.empty();
    }
  }

  private String named(String text, String directory, PkiException e) {
    String file = file(text, directory).toString();
    return e.getMessage().startsWith(file) ? e.getMessage() : file + ": " + e.getMessage();
  }

  private static boolean isInline(String text) {
    return text.startsWith("0s");
  }

  private byte[] octets(String text, String directory) throws PkiException {
    if (isInline(text)) {
      try {
        return Base64.getDecoder().decode(text.substring(2));
      } catch (IllegalArgumentException e) {
        throw new PkiException("expected Base64 after 0s");
      }
    }
    try {
      return PkiFiles.read(file(text, directory));
    } catch (InvalidPathException e) {
      throw new PkiException("'" + text + "' is no name of a file");
    }
  }

  /** Where a file is: as given, or in the directory for its kind. */
  Path file(String text, String directory) {
    Path path = Path.of(text);
    if (path.isAbsolute()) {
      return path;
    }
    Path inDirectory = base.resolve(directory).resolve(path);
    return Files.exists(inDirectory) || !Files.exists(base.resolve(path))
        ? inDirectory
        : base.resolve(path);
  }

  /** Makes something of octets. */
  @FunctionalInterface
  interface Reader<T> {
    /** Makes it. */
    T read(byte[] octets) throws PkiException;
  }
}
