package org.yett.gateway.pki.cli;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.credentials.Fetcher;
import org.yett.gateway.credentials.HttpFetcher;
import org.yett.gateway.credentials.RevocationPolicy;
import org.yett.gateway.credentials.Verification;
import org.yett.gateway.pki.Bouncy;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PublicKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yett pki verify}. */
@Command(
    name = "verify",
    aliases = {"--verify", "-V"},
    description = "Verifies a certificate with those of CAs, and tells what is wrong with it.",
    footer = {"", "Exit status: 0 if it is good, 1 if it is refused."})
final class VerifyCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "The certificate. Default: standard input.")
  private Path in;

  @Option(
      names = {"-c", "--cacert"},
      paramLabel = "FILE",
      description = "Certificate of a CA, the root's and those between. May be repeated.")
  private List<Path> authorities = new ArrayList<>();

  @Option(
      names = {"-l", "--crl"},
      paramLabel = "FILE",
      description = "A revocation list; then it must tell of every certificate. May be repeated.")
  private List<Path> lists = new ArrayList<>();

  @Option(
      names = {"-o", "--online"},
      description = "Fetch revocation lists and ask OCSP responders that certificates name.")
  private boolean online;

  /** Only what is self-signed can be verified by itself. */
  private static void requireSelfSigned(X509Certificate certificate) throws PkiException {
    try {
      certificate.verify(PublicKeys.of(Certificates.keyOf(certificate)), Bouncy.PROVIDER);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new PkiException(
          "the certificate is not signed by its own key: expected --cacert FILE");
    }
  }

  @Override
  int run() throws PkiException {
    X509Certificate certificate = Source.of(in).read(Certificates::read);
    List<X509Certificate> trusted = new ArrayList<>();
    for (Path file : authorities) {
      trusted.addAll(Source.of(file).read(Certificates::readAll));
    }
    if (trusted.isEmpty()) {
      requireSelfSigned(certificate);
      trusted.add(certificate);
    }
    List<X509CRL> revoked = new ArrayList<>();
    for (Path file : lists) {
      revoked.addAll(Source.of(file).read(Certificates::readCrls));
    }
    RevocationPolicy policy =
        online
            ? RevocationPolicy.IFURI
            : lists.isEmpty() ? RevocationPolicy.RELAXED : RevocationPolicy.STRICT;
    Optional<String> refusal =
        Verification.refusal(
            certificate,
            trusted,
            revoked,
            online ? new HttpFetcher() : Fetcher.NONE,
            policy,
            Instant.now());
    spec.commandLine()
        .getOut()
        .println(refusal.map(why -> "refused: " + why).orElse("certificate trusted"));
    return refusal.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
  }
}
