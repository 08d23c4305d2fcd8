package org.yett.gateway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Files that the demo writes, and its arithmetic. */
final class DemoFiles {
  private static final String[] ENDS = {"initiator", "responder"};

  private DemoFiles() {}

  /** What an end is called. */
  static String end(int end) {
    return ENDS[end];
  }

  static Path trace(Path directory, int end) {
    return directory.resolve(ENDS[end] + ".jsonl");
  }

  static Path log(Path directory, int end) {
    return directory.resolve(ENDS[end] + ".log");
  }

  static Path socket(Path directory, int end) {
    return directory.resolve(ENDS[end] + ".vici");
  }

  static Path writeConfig(Path directory, int end, String text) throws IOException {
    Path file = directory.resolve(ENDS[end] + ".conf");
    Files.deleteIfExists(file);
    return Files.writeString(PrivateFiles.create(file), text);
  }

  /** Megabits a second. */
  static double megabits(long octets, Duration took) {
    return Math.round(octets * 8e3 / took.toNanos() * 10) / 10.0;
  }
}
