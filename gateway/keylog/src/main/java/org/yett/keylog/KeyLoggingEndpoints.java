package org.yett.keylog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.yett.gateway.runtime.EndpointFactory;
import org.yett.gateway.runtime.Endpoints;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.exchange.IkeEngine;

/** Endpoints whose keys are written to the directory that {@link Endpoints#KEY_LOG} names. */
public final class KeyLoggingEndpoints implements EndpointFactory {
  private final Path directory;
  private final KeyLog log;

  /**
   * Begins a key log, for {@link java.util.ServiceLoader}.
   *
   * @throws UncheckedIOException if no directory is named or it cannot be written
   */
  public KeyLoggingEndpoints() {
    String named = System.getProperty(Endpoints.KEY_LOG);
    if (named == null || named.isBlank()) {
      throw new UncheckedIOException(
          "the artifact that logs keys is on the class path, but %s names no directory"
              .formatted(Endpoints.KEY_LOG),
          new IOException("no directory"));
    }
    directory = Path.of(named);
    try {
      log = KeyLog.open(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("--keylog: cannot write to " + directory + ": " + e, e);
    }
  }

  @Override
  public IkeEndpoint create(EndpointConfig config) {
    return new ListeningEndpoint(IkeEngine.create(config, new SystemRandomness(), log), log);
  }

  @Override
  public Optional<String> warning() {
    return Optional.of(
        "the keys of all SAs are written to %s: whoever reads them reads the traffic"
            .formatted(directory.toAbsolutePath()));
  }
}
