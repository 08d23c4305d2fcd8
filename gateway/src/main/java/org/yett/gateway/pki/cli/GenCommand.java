package org.yett.gateway.pki.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.yett.gateway.pki.KeyType;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki gen}. */
@Command(
    name = "gen",
    aliases = {"--gen", "-g"},
    description = "Makes a private key.")
final class GenCommand extends PkiStep {

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description =
          "rsa, ecdsa, ed25519, ed448, mldsa44, mldsa65, mldsa87, slhdsa-sha2-128s and so on."
              + " Default: ${DEFAULT-VALUE}.")
  private String type = "ecdsa";

  @Option(
      names = {"-s", "--size"},
      paramLabel = "BITS",
      description = "2048 to 4096 for rsa (default 3072); 256, 384 (default) or 521 for ecdsa.")
  private Integer size;

  @Option(
      names = "--encrypt",
      description = "Encrypt it under a passphrase, which is asked for or read from a file.")
  private boolean encrypt;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Encrypt it under the first line of this file.")
  private Path passphraseFile;

  @Mixin private OutputOptions output;

  @Override
  int run() throws PkiException {
    KeyType wanted = KeyType.named(type, Optional.ofNullable(size));
    Optional<char[]> passphrase = Optional.empty();
    if (passphraseFile != null) {
      passphrase = Optional.of(Passphrase.ofFile(passphraseFile));
    } else if (encrypt) {
      passphrase = Optional.of(Passphrase.ask("the new key"));
    }
    PkiKey key = PkiKey.generate(wanted, SigningOptions.RANDOM);
    byte[] written = PrivateKeys.write(key, output.pem(), passphrase, SigningOptions.RANDOM);
    try {
      output.put(written, true);
    } finally {
      Arrays.fill(written, (byte) 0);
      passphrase.ifPresent(p -> Arrays.fill(p, '\0'));
    }
    return 0;
  }
}
