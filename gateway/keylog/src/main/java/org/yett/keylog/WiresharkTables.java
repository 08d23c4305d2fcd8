package org.yett.keylog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Directories {@code epoch-0}, {@code epoch-1} and so on, each a configuration directory of
 * Wireshark's with an {@code ikev2_decryption_table} and an {@code esp_sa}. Wireshark holds one set
 * of keys for a pair of IKE SPIs, and RFC 9370 2.2.2 changes them under the same SPIs: {@code
 * epoch-N} has the N-th generation of each IKE SA's keys, or its last if it has fewer.
 *
 * <p>Lines are only added, and of two for the same SPIs the later counts. Several processes may
 * write to one directory.
 */
final class WiresharkTables {
  private static final String IKE = "ikev2_decryption_table";
  private static final String ESP = "esp_sa";
  private static final String PREFERENCES = "preferences";
  private static final String SETTINGS =
      """
      esp.enable_encryption_decode: TRUE
      esp.enable_authentication_check: TRUE
      """;

  private final Path directory;

  private WiresharkTables(Path directory) {
    this.directory = directory;
  }

  /** The tables in a directory, which is there; others may be writing there too. */
  static WiresharkTables in(Path directory) {
    return new WiresharkTables(directory);
  }

  /** Adds a generation of an IKE SA's keys. */
  void add(IkeKeyRow row) {
    locked(() -> {
      for (int epoch = 0; epoch <= row.generation(); epoch++) {
        make(epoch);
      }
      for (int epoch = row.generation(); Files.exists(epoch(epoch)); epoch++) {
        append(epoch(epoch).resolve(IKE), row.line());
      }
    });
  }

  /** Adds a direction of a Child SA, in all epochs: it has one set of keys. */
  void add(EspKeyRow row) {
    if (row.line().isEmpty()) {
      return;
    }
    locked(() -> {
      make(0);
      for (int epoch = 0; Files.exists(epoch(epoch)); epoch++) {
        append(epoch(epoch).resolve(ESP), row.line().get());
      }
    });
  }

  private Path epoch(int number) {
    return directory.resolve("epoch-" + number);
  }

  /** An epoch begins with what the one before has. */
  private void make(int number) throws IOException {
    Path made = epoch(number);
    if (Files.exists(made)) {
      return;
    }
    Private.directory(made);
    Files.writeString(Private.file(made.resolve(PREFERENCES)), SETTINGS);
    for (String table : new String[] {IKE, ESP}) {
      Path file = Private.file(made.resolve(table));
      if (number > 0) {
        Files.write(file, Files.readAllBytes(epoch(number - 1).resolve(table)));
      }
    }
  }

  private static void append(Path file, String line) throws IOException {
    Files.write(file, (line + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** One thread of one process at a time. */
  private void locked(Work work) {
    synchronized (WiresharkTables.class) {
      Path lock = directory.resolve(".lock");
      try (FileChannel channel =
              FileChannel.open(
                  Private.file(lock), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid()) {
          work.run();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
