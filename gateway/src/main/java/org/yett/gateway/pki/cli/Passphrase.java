package org.yett.gateway.pki.cli;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;

/** Passphrases: from a file, or asked of whoever sits at the terminal. */
final class Passphrase {

  private Passphrase() {}

  /** The first line of a file. */
  static char[] ofFile(Path file) throws PkiException {
    String text = new String(PkiFiles.read(file), StandardCharsets.UTF_8);
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new PkiException("its first line, the passphrase, is empty").in(file);
    }
    return line.toCharArray();
  }

  /** Asks for it. */
  static char[] ask(String forWhat) throws PkiException {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new PkiException(
          forWhat
              + " needs a passphrase, and there is no terminal to ask at: expected"
              + " --passphrase-file FILE");
    }
    char[] answer = console.readPassword("Passphrase for %s: ", forWhat);
    if (answer == null || answer.length == 0) {
      throw new PkiException("no passphrase was given");
    }
    return answer;
  }

  /** Reads a private key, and asks for its passphrase only if it has one. */
  static PkiKey readKey(Source source, Path passphraseFile) throws PkiException {
    try {
      Optional<char[]> passphrase = Optional.empty();
      if (PrivateKeys.isEncrypted(source.octets())) {
        passphrase =
            Optional.of(passphraseFile == null ? ask(source.name()) : ofFile(passphraseFile));
      }
      return PrivateKeys.read(source.octets(), passphrase);
    } catch (PkiException e) {
      throw e.in(source.name());
    }
  }
}
