package org.yett.gateway.pki.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki self}. */
@Command(
    name = "self",
    aliases = {"--self", "-s"},
    description = "Makes a certificate that its own key signs, such as a CA's.")
final class SelfCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "The private key. Default: standard input.")
  private Path in;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "What the input is; known without it.",
      hidden = true)
  private String ignoredType;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line decrypts the private key.")
  private Path passphraseFile;

  @Mixin private ContentOptions content;
  @Mixin private SigningOptions signing;
  @Mixin private OutputOptions output;

  @Override
  int run() throws PkiException {
    PkiKey key = Passphrase.readKey(Source.of(in), passphraseFile);
    Authority.Content wanted =
        content.content(Optional.empty(), new GeneralNames(new GeneralName[0]));
    output.write(
        "CERTIFICATE",
        Certificates.der(
            new Authority(key, Optional.empty())
                .issue(key.publicInfo(), wanted, signing.manner(), SigningOptions.RANDOM)));
    return 0;
  }
}
