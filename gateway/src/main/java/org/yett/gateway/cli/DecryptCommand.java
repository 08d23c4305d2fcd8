package org.yett.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.decrypt.CaptureDecryption;
import org.yett.gateway.decrypt.DecryptionSummary;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.gateway.keys.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett decrypt}: a capture in plain. */
@Command(
    name = "decrypt",
    description = {
      "Writes a capture anew in plain, with the keys that 'yett --keylog DIR' has logged: every"
          + " IKE",
      "message with the payloads that were encrypted, whichever generation of keys protected it,",
      "put together from its fragments and with a comment that names exchange, payloads and"
          + " clause;",
      "and the packets inside of ESP, on an interface called 'inner'. Reads pcapng and pcap."
    },
    footer = {"", "Example:", "  yett decrypt wire.pcapng --keys keys/ --out plain.pcapng"})
public final class DecryptCommand implements Subcommand {

  @Parameters(index = "0", paramLabel = "CAPTURE", description = "The capture to read.")
  private Path capture;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "Directory with key logs, or one key log.")
  private Path keys;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write (default: CAPTURE with -plain.pcapng for its extension).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    KeyRing ring;
    try {
      ring = KeyRing.of(KeyLogReader.read(keys));
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "--keys: " + reason(e));
    }
    Path target = out != null ? out : beside(capture);
    if (Files.exists(target) && Files.isSameFile(target, capture)) {
      throw new CommandFailure(ExitStatus.USAGE, "--out: is the capture itself");
    }
    DecryptionSummary summary;
    try (CaptureReader reader = CaptureReader.open(capture);
        PcapngWriter writer =
            PcapngWriter.create(
                PrivateOutput.file(target), "yett decrypt " + ProgramVersion.text())) {
      summary = CaptureDecryption.run(reader, writer, ring);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, capture + ": " + reason(e));
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        "%s: %d IKE messages in plain, %d of them decrypted, %d put together from fragments;"
            + " %d IKE datagrams stay encrypted%n",
        target,
        summary.ikeMessages(),
        summary.opened(),
        summary.reassembled(),
        summary.sealedIke());
    terminal.printf("%d of %d ESP packets opened%n", summary.innerPackets(), summary.espPackets());
    terminal.flush();
    return ExitStatus.OK;
  }

  private static Path beside(Path capture) {
    String name = capture.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return capture.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-plain.pcapng");
  }

  static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? e.getMessage() + " is not there"
        : e.getMessage();
  }
}
