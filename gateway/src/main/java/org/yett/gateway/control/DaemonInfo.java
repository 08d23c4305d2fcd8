package org.yett.gateway.control;

/**
 * What the program is and where it runs.
 *
 * @param name the program
 * @param version its version
 * @param system the operating system
 * @param release the operating system's release
 * @param machine the processor architecture
 */
public record DaemonInfo(
    String name, String version, String system, String release, String machine) {

  /** The program on this machine. */
  public static DaemonInfo here(String name, String version) {
    return new DaemonInfo(
        name,
        version,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"));
  }
}
