package org.yett.gateway.pki.cli;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.Pem;
import org.yett.gateway.pki.Pkcs12;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki pkcs12}. */
@Command(
    name = "pkcs12",
    aliases = {"--pkcs12", "-u"},
    description = {
      "Shows what a PKCS#12 container holds, takes it out (--export), or makes one of a private",
      "key and certificates (--key, --cert)."
    })
final class Pkcs12Command extends PkiStep {

  @Option(
      names = {"-i", "--in"},
      paramLabel = "FILE",
      description = "The container. Default: standard input.")
  private Path in;

  @Option(
      names = {"-e", "--export"},
      description = "Write the keys, unencrypted, and the certificates as PEM.")
  private boolean export;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Make a container with this private key, which must not be encrypted.")
  private Path key;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "Its certificate, then those of its CAs. May be repeated.")
  private List<Path> certificates = new ArrayList<>();

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line is the container's passphrase.")
  private Path passphraseFile;

  @Mixin private OutputOptions output;

  @Override
  int run() throws PkiException {
    return key == null ? show() : make();
  }

  private char[] passphrase(String forWhat) throws PkiException {
    return passphraseFile == null ? Passphrase.ask(forWhat) : Passphrase.ofFile(passphraseFile);
  }

  private int make() throws PkiException {
    PkiKey read = Source.of(key).read(octets -> PrivateKeys.read(octets, Optional.empty()));
    List<X509Certificate> chain = new ArrayList<>();
    for (Path file : certificates) {
      chain.addAll(Source.of(file).read(Certificates::readAll));
    }
    if (chain.isEmpty() || !Certificates.keyOf(chain.getFirst()).equals(read.publicInfo())) {
      throw new PkiException("the first certificate must be the key's own: expected --cert FILE");
    }
    output.put(
        Pkcs12.write(
            DistinguishedNames.commonName(Certificates.holder(chain.getFirst()).getSubject()),
            read,
            chain,
            passphrase("the new container")),
        true);
    return 0;
  }

  private int show() throws PkiException {
    Source source = Source.of(in);
    char[] passphrase = passphrase(source.name());
    Pkcs12 content = source.read(octets -> Pkcs12.read(octets, passphrase));
    if (!export) {
      content.keys().forEach(k -> spec.commandLine().getOut().println("private key: " + k.type()));
      for (X509Certificate certificate : content.certificates()) {
        spec.commandLine()
            .getOut()
            .println(
                "certificate: "
                    + DistinguishedNames.text(Certificates.holder(certificate).getSubject()));
      }
      return 0;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (PkiKey one : content.keys()) {
      all.writeBytes(PrivateKeys.write(one, true, Optional.empty(), SigningOptions.RANDOM));
    }
    for (X509Certificate certificate : content.certificates()) {
      all.writeBytes(Pem.write("CERTIFICATE", Certificates.der(certificate)));
    }
    output.put(all.toByteArray(), true);
    return 0;
  }
}
