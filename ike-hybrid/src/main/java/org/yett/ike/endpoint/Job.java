package org.yett.ike.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.SignatureData;
import org.yett.ike.auth.SignatureDemand;
import org.yett.ike.auth.SigningChoice;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Puzzle;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.VerificationKey;
import org.yett.ike.eap.EapEnvironment;
import org.yett.ike.eap.EapOutcome;
import org.yett.ike.eap.EapSession;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.AuthMethod;

/**
 * Work that takes time or asks elsewhere: key exchange operations, credential look-ups, signatures
 * and certificate chains. A job holds all its inputs, its random octets too, so that it may run on
 * any thread at any time and always gives the same result. Each is run once.
 */
public sealed interface Job {

  /**
   * Does the work.
   *
   * @param credentials asked by look-ups alone
   */
  JobResult run(Credentials credentials);

  /**
   * Makes the initiator's share of a key exchange.
   *
   * @param method the key exchange
   * @param random the octets that it takes; closed by the job
   */
  record MakeShare(KeyExchange method, Secret random) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      try (random) {
        return new JobResult.ShareMade(random.lend(method::initiate));
      }
    }
  }

  /**
   * Answers the initiator's share: makes the responder's share and the secret.
   *
   * @param method the key exchange
   * @param initiatorShare the peer's share
   * @param random the octets that it takes; closed by the job
   */
  record AnswerShare(KeyExchange method, byte[] initiatorShare, Secret random) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      try (random) {
        return switch (random.<KeyExchange.Response>lend(r -> method.respond(initiatorShare, r))) {
          case KeyExchange.Responded done ->
              new JobResult.ShareAnswered(done.share(), done.secret());
          case KeyExchange.Failed failed -> new JobResult.ShareRefused(failed.error());
        };
      }
    }
  }

  /**
   * Computes the secret from the responder's share.
   *
   * @param key the initiator's private half; closed by the job, unless it is kept
   * @param responderShare the peer's share
   * @param kept whether the key stays open if the share is refused, since another one may come; it
   *     goes back with the result then
   */
  record CompleteExchange(InitiatorKey key, byte[] responderShare, boolean kept) implements Job {
    /** There is one share, and the key is closed in any case. */
    public CompleteExchange(InitiatorKey key, byte[] responderShare) {
      this(key, responderShare, false);
    }

    @Override
    public JobResult run(Credentials credentials) {
      boolean open = false;
      try {
        return switch (key.complete(responderShare)) {
          case KeyExchange.Completed done -> new JobResult.ExchangeCompleted(done.secret());
          case KeyExchange.Failed failed -> {
            open = kept;
            yield new JobResult.ShareRefused(
                failed.error(), kept ? Optional.of(key) : Optional.empty());
          }
        };
      } finally {
        if (!open) {
          key.close();
        }
      }
    }
  }

  /**
   * Looks a pre-shared key up.
   *
   * @param ours our identity
   * @param peer the peer's identity
   */
  record LookUpPreSharedKey(Identity ours, Identity peer) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      Optional<Secret> key = credentials.preSharedKey(ours, peer);
      return new JobResult.PreSharedKey(key);
    }
  }

  /**
   * Solves a puzzle (RFC 8019 7.1.3). How long it takes is bounded by the trials.
   *
   * @param prf the PRF that the puzzle names
   * @param string the string that it gives
   * @param difficulty trailing zero bits that each result needs
   * @param trials most keys to try
   */
  record SolvePuzzle(Prf prf, byte[] string, int difficulty, long trials) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      return new JobResult.PuzzleDone(Puzzle.solve(prf, string, difficulty, trials));
    }
  }

  /**
   * Looks up the addresses of a host.
   *
   * @param name its domain name
   */
  record ResolveName(String name) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      return new JobResult.NameResolved(credentials.addresses(name));
    }
  }

  /**
   * Signs.
   *
   * @param query with which keys
   * @param choice how
   * @param messages the octets to sign: one signature each, all by one key and scheme
   * @param random seed of the random octets that signing takes; closed by the job
   */
  record Sign(SignerQuery query, SigningChoice choice, List<byte[]> messages, Secret random)
      implements Job {
    /** Copies the list; the octets stay as they are. */
    public Sign {
      messages = List.copyOf(messages);
    }

    @Override
    public JobResult run(Credentials credentials) {
      try (random) {
        List<Signer> signers = credentials.signers(query);
        Optional<Signer> announced =
            signers.stream()
                .filter(s -> choice.choose(s.key()).filter(choice::isAnnounced).isPresent())
                .findFirst();
        Optional<Signer> signer =
            announced.or(
                () -> signers.stream().filter(s -> choice.choose(s.key()).isPresent()).findFirst());
        return signer
            .<JobResult>map(this::sign)
            .orElseGet(() ->
                new JobResult.NotSigned(
                    signers.isEmpty()
                        ? "no private key for " + query.ours()
                        : "none of our keys for "
                            + query.ours()
                            + " can sign in a way that the peer takes"));
      }
    }

    private JobResult sign(Signer signer) {
      SigningChoice.Chosen chosen = choice.choose(signer.key()).orElseThrow();
      List<byte[]> data = new ArrayList<>();
      for (byte[] message : messages) {
        Randomness randomness =
            random.<Randomness>lend(DeterministicRandomness::ofSeed).scoped("" + data.size());
        byte[] signature = signer.key().sign(chosen.scheme(), message, randomness);
        data.add(
            chosen.method().equals(AuthMethod.DIGITAL_SIGNATURE)
                ? SignatureData.digitalSignature(chosen.scheme(), signature)
                : SignatureData.older(chosen.method(), signature));
      }
      List<CertPayload> certificates = query.sendCertificates() ? signer.certificates() : List.of();
      return new JobResult.Signed(chosen.method(), chosen.scheme(), data, certificates);
    }
  }

  /**
   * Verifies the peer's signature: its certificates first, then the signature.
   *
   * @param query whose key is trusted
   * @param demand what is accepted
   * @param method the method of the AUTH payload
   * @param data the data of the AUTH payload
   * @param message the octets that have to be signed
   */
  record VerifySignature(
      PeerKeyQuery query, SignatureDemand demand, AuthMethod method, byte[] data, byte[] message)
      implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      return switch (demand.read(method, data)) {
        case SignatureDemand.NotAccepted(String detail) ->
            new JobResult.SignatureRefused(Optional.empty(), detail);
        case SignatureDemand.Candidate candidate ->
            switch (credentials.peerKeys(query)) {
              case PeerKeys.Refused(PeerKeys.Reason reason, String detail) ->
                  new JobResult.SignatureRefused(Optional.of(reason), detail);
              case PeerKeys.Trusted trusted -> verify(candidate, trusted.keys());
            };
      };
    }

    private JobResult verify(SignatureDemand.Candidate candidate, List<PeerKeys.PeerKey> keys) {
      String detail = "the signature does not verify";
      for (PeerKeys.PeerKey key : keys) {
        switch (VerificationKey.of(key.publicKey())) {
          case KeyParse.Bad<VerificationKey>(String reason) ->
              detail = key.source() + ": " + reason;
          case KeyParse.Ok<VerificationKey>(VerificationKey half) -> {
            for (SignatureScheme scheme : candidate.schemes()) {
              boolean allowed = key.schemes().isEmpty() || key.schemes().contains(scheme);
              if (!allowed) {
                detail = scheme + " is not accepted with the key of " + key.source();
              } else if (SignatureDemand.goesWith(method, half)
                  && half.verify(scheme, message, candidate.signature())) {
                return new JobResult.SignatureVerified(scheme, half.kind(), key.source());
              }
            }
          }
        }
      }
      return new JobResult.SignatureRefused(Optional.empty(), detail);
    }
  }

  /**
   * Looks post-quantum preshared keys up: all of these that there are.
   *
   * @param ids PPK_IDs as they are on the wire, in order
   */
  record LookUpPpk(List<byte[]> ids) implements Job {
    /** Copies the list. */
    public LookUpPpk {
      ids = List.copyOf(ids);
    }

    @Override
    public JobResult run(Credentials credentials) {
      List<JobResult.FoundPpk> found = new ArrayList<>();
      for (byte[] id : ids) {
        credentials
            .postquantumPresharedKey(id)
            .ifPresent(key -> found.add(new JobResult.FoundPpk(id, key)));
      }
      return new JobResult.Ppks(found);
    }
  }

  /**
   * A step of EAP: passwords and certificates are asked for, and TLS computes.
   *
   * @param session goes back with the result, whose receiver owns it
   * @param received the other end's packet; empty to begin, as server
   * @param now the time for which certificates are judged
   */
  record EapStep(EapSession session, Optional<Octets> received, Instant now) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      boolean done = false;
      try {
        EapOutcome outcome =
            session.step(received, new EapEnvironment(new EapCredentialsOf(credentials), now));
        done = true;
        return new JobResult.EapStepped(session, outcome);
      } finally {
        if (!done) {
          session.close();
        }
      }
    }
  }
}
