package org.yett.gateway.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.gateway.config.PreSharedKeys;
import org.yett.gateway.config.SharedSecret;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Credentials;

/**
 * The pre-shared keys of a gateway: those of its configuration file and those loaded while running.
 * For any number of threads.
 */
final class CredentialStore implements Credentials, AutoCloseable {

  private List<SharedSecret> configured = List.of();
  private final Map<String, SharedSecret> loaded = new LinkedHashMap<>();

  /** Replaces the keys of the configuration file; those that go are wiped. */
  synchronized void configure(List<SharedSecret> secrets) {
    configured.forEach(secret -> secret.value().close());
    configured = List.copyOf(secrets);
  }

  /** Adds a key, or replaces the one of that name. */
  synchronized void load(SharedSecret secret) {
    SharedSecret before = loaded.put(secret.name(), secret);
    if (before != null) {
      before.value().close();
    }
  }

  /** Forgets a key that was loaded while running; false if there is none of that name. */
  synchronized boolean unload(String name) {
    SharedSecret before = loaded.remove(name);
    if (before != null) {
      before.value().close();
    }
    return before != null;
  }

  /** Forgets all keys that were loaded while running. */
  synchronized void clearLoaded() {
    loaded.values().forEach(secret -> secret.value().close());
    loaded.clear();
  }

  /** Names of the keys that were loaded while running. */
  synchronized List<String> loadedNames() {
    return List.copyOf(loaded.keySet());
  }

  @Override
  public synchronized Optional<Secret> preSharedKey(Identity ours, Identity peer) {
    List<SharedSecret> all = new ArrayList<>(configured);
    all.addAll(loaded.values());
    return new PreSharedKeys(all).preSharedKey(ours, peer);
  }

  @Override
  public List<InetAddress> addresses(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  /** Wipes all keys. */
  @Override
  public synchronized void close() {
    configure(List.of());
    clearLoaded();
  }
}
