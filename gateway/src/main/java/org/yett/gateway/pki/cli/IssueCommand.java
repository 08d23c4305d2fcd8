package org.yett.gateway.pki.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki issue}. */
@Command(
    name = "issue",
    aliases = {"--issue", "-i"},
    description = "Makes a certificate that a CA signs.")
final class IssueCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "The subject's key or request. Default: standard input.")
  private Path in;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "What it is: pub, pkcs10 or priv. Default: ${DEFAULT-VALUE}.")
  private String type = "pub";

  @Option(
      names = {"-c", "--cacert"},
      paramLabel = "FILE",
      required = true,
      description = "The CA's certificate.")
  private Path caCertificate;

  @Option(
      names = {"-k", "--cakey"},
      paramLabel = "FILE",
      required = true,
      description = "The CA's private key.")
  private Path caKey;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line decrypts private keys.")
  private Path passphraseFile;

  @Mixin private ContentOptions content;
  @Mixin private SigningOptions signing;
  @Mixin private OutputOptions output;

  /**
   * Who wants a certificate.
   *
   * @param key the public key
   * @param subject the subject of a request
   * @param names subjectAltNames of a request
   */
  private record Subject(SubjectPublicKeyInfo key, Optional<X500Name> subject, GeneralNames names) {
    static Subject of(SubjectPublicKeyInfo key) {
      return new Subject(key, Optional.empty(), new GeneralNames(new GeneralName[0]));
    }
  }

  @Override
  int run() throws PkiException {
    Subject subject = subject();
    Authority.Content wanted = content.content(subject.subject(), subject.names());
    PkiKey key = Passphrase.readKey(Source.of(caKey), passphraseFile);
    Authority authority = Authority.of(key, Source.of(caCertificate).read(Certificates::read));
    output.write(
        "CERTIFICATE",
        Certificates.der(
            authority.issue(subject.key(), wanted, signing.manner(), SigningOptions.RANDOM)));
    return 0;
  }

  private Subject subject() throws PkiException {
    Source source = Source.of(in);
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "pub" -> Subject.of(source.read(Certificates::readPublicKey));
      case "pkcs10" -> ofRequest(source.read(Certificates::readRequest));
      case "priv", "rsa", "ecdsa", "ed25519", "ed448" ->
          Subject.of(Passphrase.readKey(source, passphraseFile).publicInfo());
      default ->
          throw new PkiException("unknown type '" + type + "': expected pub, pkcs10 or priv");
    };
  }

  /** Only names are taken over from a request: what a key may be used for, the CA decides. */
  private static Subject ofRequest(PKCS10CertificationRequest request) {
    Extensions extensions = request.getRequestedExtensions();
    GeneralNames names =
        extensions == null
            ? null
            : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    return new Subject(
        request.getSubjectPublicKeyInfo(),
        Optional.of(request.getSubject()),
        names == null ? new GeneralNames(new GeneralName[0]) : names);
  }
}
