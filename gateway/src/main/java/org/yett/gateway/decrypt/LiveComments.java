package org.yett.gateway.decrypt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.gateway.capture.IpPacket;
import org.yett.gateway.capture.IpReassembly;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.wire.Octets;

/**
 * Comments on packets as they come, with a key log that grows meanwhile, if there is one. Not
 * thread-safe.
 */
public final class LiveComments {
  private final Optional<Path> keys;
  private final IpReassembly reassembly = new IpReassembly();
  private final Set<Octets> seen = new HashSet<>();
  private IkeReader reader = new IkeReader(new KeyRing());
  private long read = -1;

  /** Over a directory of key logs, which need not have one yet; or without keys. */
  public LiveComments(Optional<Path> keys) {
    this.keys = keys;
  }

  /** What there is to say of a packet: of one with IKE always something, of others nothing. */
  public Optional<String> of(byte[] packet) throws IOException {
    Optional<IkeOctets> message =
        IpPacket.parse(packet, 0)
            .flatMap(reassembly::add)
            .flatMap(IpPacket::udp)
            .flatMap(IkeOctets::in);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    Octets octets = message.get().octets();
    boolean again = !seen.add(octets);
    Optional<IkeReading> reading = reader.read(octets);
    if (reading.isPresent() && reading.get() instanceof IkeReading.Sealed && refresh()) {
      reading = reader.read(octets);
    }
    return reading.map(found -> Commentary.of(found) + (again ? " (sent again)" : ""));
  }

  /** Reads the key logs again if they have grown; fragments at hand are kept. */
  private boolean refresh() throws IOException {
    if (keys.isEmpty() || !Files.exists(keys.get())) {
      return false;
    }
    long size = size(keys.get());
    if (size == read || size == 0) {
      return false;
    }
    read = size;
    reader = reader.with(KeyRing.of(KeyLogReader.read(keys.get())));
    return true;
  }

  private static long size(Path keys) throws IOException {
    try (Stream<Path> files = Files.find(keys, 1, LiveComments::isLog)) {
      long all = 0;
      for (Path file : files.toList()) {
        all += Files.size(file);
      }
      return all;
    }
  }

  private static boolean isLog(Path file, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && file.toString().endsWith(".jsonl");
  }
}
