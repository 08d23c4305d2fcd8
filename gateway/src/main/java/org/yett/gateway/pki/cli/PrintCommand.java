package org.yett.gateway.pki.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.Description;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yett pki print}. */
@Command(
    name = "print",
    aliases = {"--print", "-a"},
    description = "Shows a certificate, key, request or revocation list. Never prints a secret.")
final class PrintCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "Where it is. Default: standard input.")
  private Path in;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "What it is: x509, crl, pub, priv or pkcs10. Default: ${DEFAULT-VALUE}.")
  private String type = "x509";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line decrypts the private key.")
  private Path passphraseFile;

  @Override
  int run() throws PkiException {
    Source source = Source.of(in);
    Instant now = Instant.now();
    List<String> lines =
        switch (type.toLowerCase(Locale.ROOT)) {
          case "x509" -> source.read(o -> Description.of(Certificates.read(o), now));
          case "crl" -> source.read(o -> Description.of(Certificates.readCrls(o).getFirst(), now));
          case "pub" -> source.read(o -> Description.of(Certificates.readPublicKey(o)));
          case "priv", "rsa", "ecdsa", "ed25519", "ed448" ->
              Description.of(Passphrase.readKey(source, passphraseFile));
          case "pkcs10" -> source.read(o -> Description.of(Certificates.readRequest(o)));
          default ->
              throw new PkiException(
                  "unknown type '" + type + "': expected x509, crl, pub, priv or pkcs10");
        };
    lines.forEach(spec.commandLine().getOut()::println);
    return 0;
  }
}
