package org.yett.bench.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.yett.gateway.cli.ProgramVersion;

/**
 * The machine of a run and how busy it was: without it a figure means little.
 *
 * @param processor its model
 * @param processors how many the JVM may use
 * @param system kernel and its version
 * @param java the JVM and its version
 * @param yett our version
 * @param libraries versions of what does the cryptography
 * @param at when the run began
 * @param loadBefore load average over one minute at the beginning; negative if unknown
 * @param loadAfter the same at the end
 */
public record Machine(
    String processor,
    int processors,
    String system,
    String java,
    String yett,
    String libraries,
    String at,
    double loadBefore,
    double loadAfter) {

  /** This machine now, at the beginning of a run. */
  public static Machine here() {
    double load = load();
    return new Machine(
        model(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        ProgramVersion.text(),
        new BouncyCastleProvider().getInfo(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        load,
        load);
  }

  /** The same at the end of the run. */
  public Machine ended() {
    return new Machine(
        processor, processors, system, java, yett, libraries, at, loadBefore, load());
  }

  /** The load average over one minute; negative if the system does not tell. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String model() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpuinfo)) {
      try (var lines = Files.lines(cpuinfo)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }

  /** Name and value of each, in order, for tables. */
  public Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("processor", processor + ", " + processors + " in use");
    lines.put("system", system);
    lines.put("Java", java);
    lines.put("Yett", yett + ", " + libraries);
    lines.put("begun", at);
    lines.put(
        "load average",
        String.format(Locale.ROOT, "%.2f before, %.2f after", loadBefore, loadAfter));
    return lines;
  }
}
