package org.yett.gateway.pki.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.yett.gateway.pki.Pem;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;
import picocli.CommandLine.Option;

/** Where a result goes, and in which form. */
final class OutputOptions {

  /** Forms. */
  enum Form {
    /** Text. */
    PEM,
    /** Binary. */
    DER
  }

  @Option(
      names = {"-f", "--outform"},
      paramLabel = "pem|der",
      description = "Form of the result. Default: pem.")
  private Form form = Form.PEM;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write to this file, with mode 0600 if it holds a private key; else to standard output.")
  private Path file;

  boolean pem() {
    return form == Form.PEM;
  }

  void write(String label, byte[] der) throws PkiException {
    put(pem() ? Pem.write(label, der) : der, false);
  }

  void put(byte[] octets, boolean secret) throws PkiException {
    if (file != null) {
      PkiFiles.write(file, octets, secret);
      return;
    }
    // Binary too: not by the command line's writer of text.
    PrintStream out = System.out;
    out.writeBytes(octets);
    out.flush();
    if (out.checkError()) {
      throw new PkiException("standard output: could not be written");
    }
  }
}
