package org.yett.interop.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.yett.interop.process.Tether;

/** Records every packet of a testbed's link, with the tcpdump of a root filesystem. */
public final class Capture implements AutoCloseable {
  private static final String FILE = "wire.pcap";
  private static final Duration READY = Duration.ofSeconds(10);

  private final Path file;
  private final Tether tcpdump;

  private Capture(Path file, Tether tcpdump) {
    this.file = file;
    this.tcpdump = tcpdump;
  }

  /** Starts recording at a host's end of the link; returns when packets are being recorded. */
  public static Capture start(Chroot chroot, Host host) throws LaboratoryException {
    Path directory = host.directory();
    Tether tcpdump =
        host.start(
            "tcpdump",
            chroot.preparation(directory),
            chroot.inside(
                List.of(
                    "/usr/bin/tcpdump",
                    "--immediate-mode",
                    "--packet-buffered",
                    "--buffer-size=16384",
                    "--interface=" + Host.LINK,
                    "--snapshot-length=0",
                    "--relinquish-privileges=root",
                    "-w",
                    Chroot.DIRECTORY + "/" + FILE)),
            directory.resolve("tcpdump.out"));
    Capture capture = new Capture(directory.resolve(FILE), tcpdump);
    try {
      if (Waiting.until(READY, capture::listening)) {
        return capture;
      }
      throw new LaboratoryException("tcpdump did not start: " + capture.said());
    } catch (LaboratoryException e) {
      capture.close();
      throw e;
    }
  }

  private boolean listening() throws LaboratoryException {
    if (!tcpdump.alive()) {
      throw new LaboratoryException("tcpdump did not start: " + said());
    }
    return said().contains("listening on");
  }

  private String said() throws LaboratoryException {
    try {
      return Files.readString(tcpdump.output());
    } catch (IOException e) {
      throw new LaboratoryException("reading tcpdump's output failed: " + e.getMessage(), e);
    }
  }

  /** The capture file (pcap), which has every packet up to now. */
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    tcpdump.close();
  }
}
