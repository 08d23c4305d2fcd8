package org.yett.interop.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.interop.process.Finished;

/** Sends echo requests from one host's inner address to the other's, with a root's own ping. */
public final class Pinger {
  private static final Pattern STATISTICS =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  private Pinger() {}

  /**
   * What came of it.
   *
   * @param sent requests sent
   * @param received replies received
   * @param said what ping printed
   */
  public record Result(int sent, int received, String said) {
    /** Whether something was sent and all of it was answered. */
    public boolean complete() {
      return sent > 0 && sent == received;
    }
  }

  /**
   * Pings.
   *
   * @param from the host that asks
   * @param family the inner family
   * @param count number of requests
   * @param octets of data in each
   */
  public static Result ping(Chroot chroot, Host from, Family family, int count, int octets)
      throws LaboratoryException {
    Side to = from.side().other();
    List<String> ping =
        chroot.inside(
            List.of(
                "/usr/bin/ping",
                family.option(),
                "-n",
                "-c" + count,
                "-i0.02",
                "-W2",
                "-s" + octets,
                "-I" + from.side().inner(family),
                to.inner(family)));
    try {
      Finished finished = from.command(ping).within(Duration.ofSeconds(15)).run();
      Matcher matcher = STATISTICS.matcher(finished.stdout());
      if (!matcher.find()) {
        throw new LaboratoryException(finished.summary());
      }
      return new Result(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          finished.stdout());
    } catch (IOException e) {
      throw new LaboratoryException("ping cannot be run: " + e.getMessage(), e);
    }
  }
}
