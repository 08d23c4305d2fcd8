package org.yett.bench.cost;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.EncapsulatedSecretExtractor;
import org.bouncycastle.crypto.EncapsulatedSecretGenerator;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pqc.crypto.hqc.HQCKEMExtractor;
import org.bouncycastle.pqc.crypto.hqc.HQCKEMGenerator;
import org.bouncycastle.pqc.crypto.hqc.HQCKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCKeyPairGenerator;
import org.bouncycastle.pqc.crypto.hqc.HQCParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCPublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePublicKeyParameters;
import org.yett.bench.cost.Costs.KeyExchangeCost;
import org.yett.bench.cost.Costs.SignatureCost;
import org.yett.bench.ends.Ends;
import org.yett.bench.ends.MemoryHandshake;
import org.yett.bench.machine.Machine;
import org.yett.bench.machine.SignatureKeys;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.AlgorithmKeywords;

/** Measures {@link Costs} on this machine, in CPU time. */
final class Calibration {

  /** Of experimental KEMs, which have none: from the range for private use. */
  private static final int FIRST_PRIVATE_NUMBER = 1100;

  /** A whole handshake is much code to be compiled before it shows what it costs. */
  private static final CpuClock WHOLE = new CpuClock(6000, 300);

  private static final byte[] MESSAGE = new byte[448];

  private final CpuClock clock;
  private final Consumer<String> progress;
  private final SecureRandom random = new SecureRandom();

  Calibration(CpuClock clock, Consumer<String> progress) {
    this.clock = clock;
    this.progress = progress;
  }

  Costs measure() {
    Machine machine = Machine.here();
    List<KeyExchangeCost> exchanges = new ArrayList<>();
    KeyExchanges all = KeyExchanges.standard();
    all.methods().forEach(method -> exchanges.add(measure(all.find(method).orElseThrow())));
    exchanges.add(sntrup());
    exchanges.add(hqc());
    List<SignatureCost> signatures = new ArrayList<>();
    for (String scheme : SignatureKeys.SCHEMES) {
      try {
        signatures.add(measure(scheme));
      } catch (GeneralSecurityException | OperatorCreationException | java.io.IOException e) {
        throw new IllegalStateException("cannot measure " + scheme, e);
      }
    }
    progress.accept("measuring whole handshakes");
    double plain = perSide("x25519", exchanges);
    double hybrid = perSide("x25519-ke1_mlkem768", exchanges);
    return new Costs(
        machine.ended(), exchanges, signatures, plain, Math.max(0, tenths(hybrid - plain)));
  }

  /** What one side of a handshake takes apart from key exchanges. */
  private double perSide(String suite, List<KeyExchangeCost> exchanges) {
    SystemRandomness system = new SystemRandomness();
    MemoryHandshake.Setup setup = MemoryHandshake.setup(Ends.proposal(suite));
    double both = WHOLE.microseconds(() -> MemoryHandshake.run(setup, system, system));
    double keyExchange =
        org.yett.bench.micro.Breakdown.methods(suite).stream()
            .flatMap(name -> exchanges.stream().filter(k -> k.name().equals(name)))
            .mapToDouble(k -> k.initiate() + k.respond() + k.complete())
            .sum();
    return tenths((both - keyExchange) / 2);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private KeyExchangeCost measure(KeyExchange exchange) {
    String name = AlgorithmKeywords.keywordOf(Algorithm.of(exchange.method())).orElseThrow();
    progress.accept("measuring " + name);
    SystemRandomness system = new SystemRandomness();
    byte[] one = system.draw(exchange.initiatorRandom(), 0);
    byte[] other = system.draw(exchange.responderRandom(), 0);
    KeyExchange.InitiatorKey key = exchange.initiate(one);
    byte[] share = key.share();
    KeyExchange.Responded answer = (KeyExchange.Responded) exchange.respond(share, other);
    return new KeyExchangeCost(
        name,
        exchange.method().value(),
        exchange.initiatorShareLength(),
        exchange.responderShareLength(),
        clock.microseconds(() -> exchange.initiate(one)),
        clock.microseconds(() -> exchange.respond(share, other)),
        clock.microseconds(() -> key.complete(answer.share())));
  }

  private KeyExchangeCost sntrup() {
    progress.accept("measuring sntrup761");
    SNTRUPrimeKeyPairGenerator generator = new SNTRUPrimeKeyPairGenerator();
    generator.init(new SNTRUPrimeKeyGenerationParameters(random, SNTRUPrimeParameters.sntrup761));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    return kem(
        "sntrup761",
        FIRST_PRIVATE_NUMBER,
        ((SNTRUPrimePublicKeyParameters) keys.getPublic()).getEncoded().length,
        keys,
        generator::generateKeyPair,
        new SNTRUPrimeKEMGenerator(random),
        new SNTRUPrimeKEMExtractor((SNTRUPrimePrivateKeyParameters) keys.getPrivate()));
  }

  private KeyExchangeCost hqc() {
    progress.accept("measuring hqc192");
    HQCKeyPairGenerator generator = new HQCKeyPairGenerator();
    generator.init(new HQCKeyGenerationParameters(random, HQCParameters.hqc192));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    return kem(
        "hqc192",
        FIRST_PRIVATE_NUMBER + 1,
        ((HQCPublicKeyParameters) keys.getPublic()).getEncoded().length,
        keys,
        generator::generateKeyPair,
        new HQCKEMGenerator(random),
        new HQCKEMExtractor((HQCPrivateKeyParameters) keys.getPrivate()));
  }

  private KeyExchangeCost kem(
      String name,
      int number,
      int publicKey,
      AsymmetricCipherKeyPair keys,
      java.util.concurrent.Callable<?> generate,
      EncapsulatedSecretGenerator encapsulate,
      EncapsulatedSecretExtractor decapsulate) {
    SecretWithEncapsulation made = encapsulate.generateEncapsulated(keys.getPublic());
    byte[] ciphertext = made.getEncapsulation();
    return new KeyExchangeCost(
        name,
        number,
        publicKey,
        ciphertext.length,
        clock.microseconds(generate),
        clock.microseconds(() -> encapsulate.generateEncapsulated(keys.getPublic())),
        clock.microseconds(() -> decapsulate.extractSecret(ciphertext)));
  }

  private SignatureCost measure(String scheme)
      throws GeneralSecurityException, OperatorCreationException, java.io.IOException {
    progress.accept("measuring " + scheme);
    KeyPair keys = SignatureKeys.generate(scheme);
    Signature signing = SignatureKeys.signature(scheme);
    signing.initSign(keys.getPrivate());
    Signature verifying = SignatureKeys.signature(scheme);
    verifying.initVerify(keys.getPublic());
    signing.update(MESSAGE);
    byte[] signature = signing.sign();
    double sign =
        clock.microseconds(() -> {
          signing.update(MESSAGE);
          return signing.sign();
        });
    double verify =
        clock.microseconds(() -> {
          verifying.update(MESSAGE);
          return verifying.verify(signature);
        });
    return new SignatureCost(
        scheme,
        SignatureKeys.algorithmIdentifierLength(scheme),
        SignatureKeys.longestSignature(scheme, signature.length),
        certificate(scheme, keys),
        sign,
        verify);
  }

  /** The length of a gateway's certificate as authorities make them. */
  private static int certificate(String scheme, KeyPair keys)
      throws GeneralSecurityException, OperatorCreationException, java.io.IOException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    Instant now = Instant.EPOCH;
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("C=CH, O=Example, CN=Example Issuing Authority"),
            BigInteger.ONE.shiftLeft(62),
            Date.from(now),
            Date.from(now.plus(365, ChronoUnit.DAYS)),
            new X500Name("C=CH, O=Example, CN=gateway.example"),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(keys.getPublic()));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, "gateway.example")));
    return builder
        .build(
            new JcaContentSignerBuilder(SignatureKeys.algorithm(scheme))
                .setProvider(SignatureKeys.PROVIDER)
                .build(keys.getPrivate()))
        .getEncoded()
        .length;
  }
}
