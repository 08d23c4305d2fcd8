package org.yett.gateway.pki.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki pub}. */
@Command(
    name = "pub",
    aliases = {"--pub", "-p"},
    description = "Takes the public key out of a private key, a certificate or a request.")
final class PubCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "Where it is. Default: standard input.")
  private Path in;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "What that is: priv, pub, pkcs10 or x509. Default: ${DEFAULT-VALUE}.")
  private String type = "priv";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line decrypts the private key.")
  private Path passphraseFile;

  @Mixin private OutputOptions output;

  @Override
  int run() throws PkiException {
    try {
      output.write("PUBLIC KEY", key(Source.of(in), type, passphraseFile).getEncoded("DER"));
    } catch (IOException e) {
      throw new PkiException("the public key cannot be encoded");
    }
    return 0;
  }

  /** The public key of any of the kinds that these commands take. */
  static SubjectPublicKeyInfo key(Source source, String type, Path passphraseFile)
      throws PkiException {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "priv", "rsa", "ecdsa", "ed25519", "ed448" ->
          Passphrase.readKey(source, passphraseFile).publicInfo();
      case "pub" -> source.read(Certificates::readPublicKey);
      case "pkcs10" -> source.read(Certificates::readRequest).getSubjectPublicKeyInfo();
      case "x509" -> source.read(octets -> Certificates.keyOf(Certificates.read(octets)));
      default ->
          throw new PkiException("unknown type '" + type + "': expected priv, pub, pkcs10 or x509");
    };
  }
}
