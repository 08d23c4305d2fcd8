package org.yett.gateway.pki.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yett pki keyid}. */
@Command(
    name = "keyid",
    aliases = {"--keyid", "-k"},
    description = "Shows the hashes by which a key is known.")
final class KeyIdCommand extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "The key or certificate. Default: standard input.")
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

  @Override
  int run() throws PkiException {
    SubjectPublicKeyInfo key = PubCommand.key(Source.of(in), type, passphraseFile);
    PrintWriter out = spec.commandLine().getOut();
    out.println("subjectPublicKey:     " + KeyIds.hex(KeyIds.ofKey(key)));
    out.println("subjectPublicKeyInfo: " + KeyIds.hex(KeyIds.ofInfo(key)));
    return 0;
  }
}
