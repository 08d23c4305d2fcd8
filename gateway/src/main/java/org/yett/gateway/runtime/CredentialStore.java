package org.yett.gateway.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.EapPasswords;
import org.yett.gateway.config.LoadedCredentials;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.PreSharedKeys;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.gateway.config.RoundNames;
import org.yett.gateway.config.SharedSecret;
import org.yett.gateway.credentials.Fetcher;
import org.yett.gateway.credentials.HttpFetcher;
import org.yett.gateway.credentials.PeerVerifier;
import org.yett.gateway.credentials.Revocation;
import org.yett.gateway.credentials.Trust;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Credentials;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.Signer;
import org.yett.ike.endpoint.SignerQuery;

/**
 * The keys and certificates of a gateway: those of its configuration file and those loaded while
 * running. For any number of threads.
 */
final class CredentialStore implements Credentials, AutoCloseable {

  private List<SharedSecret> configured = List.of();
  private List<SharedSecret> ppks = List.of();
  private final Map<String, SharedSecret> loaded = new LinkedHashMap<>();
  private final Map<String, SharedSecret> loadedPpks = new LinkedHashMap<>();
  private List<SharedSecret> passwords = List.of();
  private final Map<String, SharedSecret> loadedPasswords = new LinkedHashMap<>();
  private final Map<String, LocalAuthSettings.Pubkey> ownRounds = new LinkedHashMap<>();
  private final Map<String, Trust> peerRounds = new LinkedHashMap<>();
  private final CertificateBook book = new CertificateBook();
  private final Fetcher fetcher = new HttpFetcher();
  private final Revocation revocation = new Revocation(fetcher);
  private volatile boolean hashAndUrl;
  private final PeerVerifier verifier =
      new PeerVerifier(
          book, revocation, () -> hashAndUrl ? Optional.of(fetcher) : Optional.empty());
  private final SignerFinder signers = new SignerFinder(book);

  /** Replaces the keys of the configuration file; those that go are wiped. */
  synchronized void configure(List<SharedSecret> secrets, LoadedCredentials credentials) {
    configured.forEach(secret -> secret.value().close());
    ppks.forEach(secret -> secret.value().close());
    passwords.forEach(secret -> secret.value().close());
    configured = List.copyOf(secrets);
    ppks = credentials.ppks();
    passwords = credentials.eapPasswords();
    book.configure(credentials);
    revocation.flush();
  }

  /** Takes note of how connections authenticate. */
  synchronized void connections(List<ConnectionSettings> connections) {
    ownRounds.clear();
    peerRounds.clear();
    for (ConnectionSettings connection : connections) {
      List<LocalAuthSettings> local = connection.auth().local();
      for (int i = 0; i < local.size(); i++) {
        String name = RoundNames.local(connection.name(), i);
        local.get(i).keys().ifPresent(keys -> ownRounds.put(name, keys));
      }
      List<RemoteAuthSettings> remote = connection.auth().remote();
      for (int i = 0; i < remote.size(); i++) {
        String name = RoundNames.remote(connection.name(), i);
        remote.get(i).verification().ifPresent(keys -> peerRounds.put(name, keys.trust()));
      }
    }
  }

  /** Whether certificates by Hash and URL are fetched from now on. */
  void fetchesCertificates(boolean fetches) {
    hashAndUrl = fetches;
  }

  /** Certificates and private keys. */
  CertificateBook book() {
    return book;
  }

  /** Forgets what was fetched about revocation. */
  void flushFetched() {
    revocation.flush();
  }

  /** Adds a key, or replaces the one of that name. */
  synchronized void load(SharedSecret secret) {
    put(loaded, secret);
  }

  /** Adds a post-quantum preshared key, or replaces the one of that name. */
  synchronized void loadPpk(SharedSecret secret) {
    put(loadedPpks, secret);
  }

  /** Adds a password of EAP, or replaces the one of that name. */
  synchronized void loadEapPassword(SharedSecret secret) {
    put(loadedPasswords, secret);
  }

  private static void put(Map<String, SharedSecret> into, SharedSecret secret) {
    SharedSecret before = into.put(secret.name(), secret);
    if (before != null) {
      before.value().close();
    }
  }

  /** Forgets a key that was loaded while running; false if there is none of that name. */
  synchronized boolean unload(String name) {
    boolean any = false;
    for (Map<String, SharedSecret> from : List.of(loaded, loadedPpks, loadedPasswords)) {
      SharedSecret before = from.remove(name);
      if (before != null) {
        before.value().close();
        any = true;
      }
    }
    return any;
  }

  /** Forgets all keys that were loaded while running. */
  synchronized void clearLoaded() {
    for (Map<String, SharedSecret> from : List.of(loaded, loadedPpks, loadedPasswords)) {
      from.values().forEach(secret -> secret.value().close());
      from.clear();
    }
    book.clearLoaded();
    revocation.flush();
  }

  /** Names of the keys that were loaded while running. */
  synchronized List<String> loadedNames() {
    List<String> names = new ArrayList<>(loaded.keySet());
    names.addAll(loadedPpks.keySet());
    names.addAll(loadedPasswords.keySet());
    return names;
  }

  @Override
  public synchronized Optional<Secret> preSharedKey(Identity ours, Identity peer) {
    List<SharedSecret> all = new ArrayList<>(configured);
    all.addAll(loaded.values());
    return new PreSharedKeys(all).preSharedKey(ours, peer);
  }

  @Override
  public List<Signer> signers(SignerQuery query) {
    LocalAuthSettings.Pubkey round;
    synchronized (this) {
      round = ownRounds.get(query.credential());
    }
    return round == null ? List.of() : signers.find(query, round);
  }

  @Override
  public PeerKeys peerKeys(PeerKeyQuery query) {
    Trust trust;
    synchronized (this) {
      trust = peerRounds.get(query.trust());
    }
    return trust == null
        ? new PeerKeys.Refused(
            PeerKeys.Reason.UNKNOWN_AUTHORITY, "the connection has been unloaded meanwhile")
        : verifier.find(query, trust);
  }

  @Override
  public synchronized Optional<Secret> postquantumPresharedKey(byte[] ppkId) {
    if (ppkId.length < 2) {
      return Optional.empty();
    }
    Identity id = Identity.keyId(Arrays.copyOfRange(ppkId, 1, ppkId.length));
    List<SharedSecret> all = new ArrayList<>(ppks);
    all.addAll(loadedPpks.values());
    return all.stream()
        .filter(secret -> secret.owners().contains(id))
        .findFirst()
        .map(secret -> secret.value().duplicate());
  }

  @Override
  public synchronized Optional<Secret> eapPassword(EapIdentity who) {
    List<SharedSecret> all = new ArrayList<>(passwords);
    all.addAll(loadedPasswords.values());
    return new EapPasswords(all).of(who);
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
    configure(List.of(), LoadedCredentials.NONE);
    clearLoaded();
  }
}
