package org.yett.gateway.pki.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yett pki dn}. */
@Command(
    name = "dn",
    aliases = {"--dn", "-d"},
    description = "Shows the distinguished name of a certificate's subject, as identities have it.")
final class DnCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "The certificate. Default: standard input.")
  private Path in;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "pretty|hex",
      description = "As text, or DER in hexadecimal. Default: pretty.")
  private String format = "pretty";

  @Override
  int run() throws PkiException {
    X509Certificate certificate = Source.of(in).read(Certificates::read);
    X500Name name = Certificates.holder(certificate).getSubject();
    spec.commandLine()
        .getOut()
        .println(
            switch (format.toLowerCase(Locale.ROOT)) {
              case "pretty", "config" -> DistinguishedNames.text(name);
              case "hex" -> HexFormat.of().formatHex(DistinguishedNames.der(name));
              default ->
                  throw new PkiException("unknown format '" + format + "': expected pretty or hex");
            });
    return 0;
  }
}
