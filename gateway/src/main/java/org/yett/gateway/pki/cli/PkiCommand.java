package org.yett.gateway.pki.cli;

import org.yett.gateway.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett pki}. */
@Command(
    name = "pki",
    description = {
      "Makes and shows keys, certificates and revocation lists: RSA, ECDSA, Ed25519, Ed448, ML-DSA",
      "and SLH-DSA."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Every command is also known by the name that strongSwan's pki has for it (--gen, -g).",
      "Input may be PEM or DER, from OpenSSL, strongSwan or Yett.",
      "",
      "Example: a CA and the certificate of a gateway",
      "  yett pki gen --type mldsa65 --out ca.key",
      "  yett pki self --ca --in ca.key --dn 'O=Example, CN=Example CA' --out ca.crt",
      "  yett pki gen --type mldsa65 --out moon.key",
      "  yett pki issue --in moon.key --type priv --cacert ca.crt --cakey ca.key \\",
      "    --dn 'O=Example, CN=moon.example' --san moon.example --out moon.crt",
      "  yett pki verify --in moon.crt --cacert ca.crt"
    },
    subcommands = {
      GenCommand.class,
      SelfCommand.class,
      IssueCommand.class,
      RequestCommand.class,
      SignCrlCommand.class,
      PrintCommand.class,
      VerifyCommand.class,
      PubCommand.class,
      KeyIdCommand.class,
      DnCommand.class,
      Pkcs12Command.class
    })
public final class PkiCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
