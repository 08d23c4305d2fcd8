package org.yett.gateway.pki.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.SignatureAlgorithms;
import org.yett.gateway.pki.SubjectNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code yett pki req}. */
@Command(
    name = "req",
    aliases = {"--req", "-r"},
    description = "Makes a certificate request (PKCS#10).")
final class RequestCommand extends PkiStep {

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
      names = {"-d", "--dn"},
      paramLabel = "DN",
      required = true,
      description = "Distinguished name of the subject.")
  private String dn;

  @Option(
      names = {"-a", "--san"},
      paramLabel = "NAME",
      description = "subjectAltName. May be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line decrypts the private key.")
  private Path passphraseFile;

  @Mixin private SigningOptions signing;
  @Mixin private OutputOptions output;

  @Override
  int run() throws PkiException {
    PkiKey key = Passphrase.readKey(Source.of(in), passphraseFile);
    try {
      PKCS10CertificationRequestBuilder builder =
          new PKCS10CertificationRequestBuilder(DistinguishedNames.parse(dn), key.publicInfo());
      if (!names.isEmpty()) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, SubjectNames.parse(names));
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      Authority.Manner manner = signing.manner();
      output.write(
          "CERTIFICATE REQUEST",
          builder
              .build(
                  SignatureAlgorithms.signer(
                      key, manner.digest(), manner.pss(), SigningOptions.RANDOM))
              .getEncoded());
      return 0;
    } catch (IOException e) {
      throw new PkiException("the request cannot be made: " + e.getMessage());
    }
  }
}
