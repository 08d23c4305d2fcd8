package org.yett.gateway.pki.cli;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.Crls;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki signcrl}. */
@Command(
    name = "signcrl",
    aliases = {"--signcrl", "-c"},
    description = "Makes a revocation list that a CA signs.")
final class SignCrlCommand extends PkiStep {

  /** One certificate that is revoked. */
  static final class Revoked {
    @Option(
        names = {"-r", "--reason"},
        paramLabel = "REASON",
        description =
            "Why it is revoked: key-compromise, ca-compromise, affiliation-changed, superseded,"
                + " cessation-of-operation, certificate-hold. Before --cert or --serial.")
    private String reason = "unspecified";

    @Option(
        names = {"-d", "--date"},
        paramLabel = "SECONDS",
        description = "Since when, as a Unix timestamp. Default: now.")
    private Long date;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;
  }

  /** Which certificate. */
  static final class Which {
    @Option(
        names = {"-z", "--cert"},
        paramLabel = "FILE",
        description = "The certificate to revoke.")
    private Path certificate;

    @Option(
        names = {"-s", "--serial"},
        paramLabel = "HEX",
        description = "Serial number of the certificate to revoke.")
    private String serial;
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*", heading = "Each revoked certificate:%n")
  private List<Revoked> revoked = new ArrayList<>();

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
      description = "The first line decrypts the private key.")
  private Path passphraseFile;

  @Option(
      names = {"-a", "--lastcrl"},
      paramLabel = "FILE",
      description = "The list before this one, whose entries are taken over.")
  private Path last;

  @Option(
      names = {"-l", "--lifetime"},
      paramLabel = "DAYS",
      description = "Days until the next list. Default: ${DEFAULT-VALUE}.")
  private int lifetime = 15;

  @Option(
      names = {"-F", "--this-update"},
      paramLabel = "TIME",
      description = "When the list is issued. Default: now.")
  private String thisUpdate;

  @Mixin private SigningOptions signing;
  @Mixin private OutputOptions output;

  @Override
  int run() throws PkiException {
    Instant now = Instant.now();
    List<Authority.Revocation> entries = new ArrayList<>();
    for (Revoked one : revoked) {
      entries.add(
          new Authority.Revocation(
              serial(one.which),
              one.date == null ? now : Instant.ofEpochSecond(one.date),
              Crls.code(one.reason)));
    }
    PkiKey key = Passphrase.readKey(Source.of(caKey), passphraseFile);
    Authority authority = Authority.of(key, Source.of(caCertificate).read(Certificates::read));
    Optional<X509CRL> before =
        last == null
            ? Optional.empty()
            : Optional.of(Source.of(last).read(Certificates::readCrls).getFirst());
    Instant from = thisUpdate == null ? now : ValidityOptions.time(thisUpdate);
    X509CRL list =
        authority.signCrl(
            entries,
            before,
            from,
            from.plus(Duration.ofDays(lifetime)),
            signing.manner(),
            SigningOptions.RANDOM);
    try {
      output.write("X509 CRL", list.getEncoded());
    } catch (CRLException e) {
      throw new PkiException("the revocation list cannot be encoded");
    }
    return 0;
  }

  private static BigInteger serial(Which which) throws PkiException {
    return which.certificate == null
        ? ContentOptions.serial(which.serial)
        : Source.of(which.certificate).read(Certificates::read).getSerialNumber();
  }
}
