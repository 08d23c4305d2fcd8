package org.yett.ike.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.KeyExchangeError;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.eap.EapOutcome;
import org.yett.ike.eap.EapSession;
import org.yett.ike.wire.CertPayload;
import org.yett.spec.iana.AuthMethod;

/**
 * What a job gives. It may hold secrets: who records inputs that hold one makes a secret artifact.
 */
public sealed interface JobResult {

  /** Wipes the secrets inside: for a result that nobody waits for any more. */
  void discard();

  /**
   * Of {@link Job.MakeShare}.
   *
   * @param key the private half, with the share to send
   */
  record ShareMade(InitiatorKey key) implements JobResult {
    @Override
    public void discard() {
      key.close();
    }
  }

  /**
   * Of {@link Job.AnswerShare}.
   *
   * @param share the share to send
   * @param secret the shared secret
   */
  record ShareAnswered(byte[] share, Secret secret) implements JobResult {
    @Override
    public void discard() {
      secret.close();
    }
  }

  /**
   * Of {@link Job.CompleteExchange}.
   *
   * @param secret the shared secret
   */
  record ExchangeCompleted(Secret secret) implements JobResult {
    @Override
    public void discard() {
      secret.close();
    }
  }

  /**
   * Of {@link Job.AnswerShare} or {@link Job.CompleteExchange}: the peer's share breaks a rule.
   *
   * @param error which
   * @param key the initiator's private half, if it was to be kept for another share; the receiver
   *     of the record owns it
   */
  record ShareRefused(KeyExchangeError error, Optional<InitiatorKey> key) implements JobResult {
    /** Nothing was to be kept. */
    public ShareRefused(KeyExchangeError error) {
      this(error, Optional.empty());
    }

    @Override
    public void discard() {
      key.ifPresent(InitiatorKey::close);
    }
  }

  /**
   * Of any job: it threw. {@link JobRunner} makes this of it.
   *
   * @param detail what was thrown, without its message, which might hold a secret
   */
  record Failed(String detail) implements JobResult {
    @Override
    public void discard() {}
  }

  /**
   * Of {@link Job.LookUpPreSharedKey}.
   *
   * @param key the key; empty if there is none for these two
   */
  record PreSharedKey(Optional<Secret> key) implements ForAuthentication {
    @Override
    public void discard() {
      key.ifPresent(Secret::close);
    }
  }

  /**
   * Of {@link Job.SolvePuzzle}.
   *
   * @param keys the four keys, one after the other; empty if the trials did not suffice
   */
  record PuzzleDone(Optional<byte[]> keys) implements JobResult {
    @Override
    public void discard() {}
  }

  /**
   * Of {@link Job.ResolveName}.
   *
   * @param addresses in order of preference; empty if there are none
   */
  record NameResolved(List<InetAddress> addresses) implements JobResult {
    /** Copies the list. */
    public NameResolved {
      addresses = List.copyOf(addresses);
    }

    @Override
    public void discard() {}
  }

  /** Of the jobs that IKE_AUTH alone takes. */
  sealed interface ForAuthentication extends JobResult {}

  /**
   * Of {@link Job.Sign}.
   *
   * @param method the authentication method
   * @param scheme how it was signed
   * @param data the data of an AUTH payload for each message
   * @param certificates CERT payloads that go before it
   */
  record Signed(
      AuthMethod method, SignatureScheme scheme, List<byte[]> data, List<CertPayload> certificates)
      implements ForAuthentication {
    /** Copies the lists. */
    public Signed {
      data = List.copyOf(data);
      certificates = List.copyOf(certificates);
    }

    @Override
    public void discard() {}
  }

  /**
   * Of {@link Job.Sign}: there is no key with which the peer could be satisfied.
   *
   * @param detail why, for our log
   */
  record NotSigned(String detail) implements ForAuthentication {
    @Override
    public void discard() {}
  }

  /**
   * Of {@link Job.VerifySignature}: the peer is who it says.
   *
   * @param scheme how it signed
   * @param keyKind the kind of its key: {@code RSA-3072}
   * @param source where the key is from: the certificate's subject, or a file
   */
  record SignatureVerified(SignatureScheme scheme, String keyKind, String source)
      implements ForAuthentication {
    @Override
    public void discard() {}
  }

  /**
   * Of {@link Job.VerifySignature}: the peer is not accepted.
   *
   * @param reason what is wrong with its certificates; empty if it is the signature
   * @param detail the same in words, for our log alone
   */
  record SignatureRefused(Optional<PeerKeys.Reason> reason, String detail)
      implements ForAuthentication {
    @Override
    public void discard() {}
  }

  /**
   * Of {@link Job.LookUpPpk}.
   *
   * @param found in the order of the question
   */
  record Ppks(List<FoundPpk> found) implements ForAuthentication {
    /** Copies the list. */
    public Ppks {
      found = List.copyOf(found);
    }

    @Override
    public void discard() {
      found.forEach(ppk -> ppk.key().close());
    }
  }

  /**
   * A post-quantum preshared key.
   *
   * @param id PPK_ID as it is on the wire
   * @param key the key; who receives the result owns it
   */
  record FoundPpk(byte[] id, Secret key) {}

  /**
   * Of {@link Job.EapStep}.
   *
   * @param session who receives the result owns it
   * @param outcome where it stands, with the key if it has come to its end
   */
  record EapStepped(EapSession session, EapOutcome outcome) implements JobResult {
    @Override
    public void discard() {
      session.close();
      if (outcome instanceof EapOutcome.Succeeded succeeded) {
        succeeded.key().ifPresent(Secret::close);
      }
    }
  }
}
