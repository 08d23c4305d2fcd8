package org.yett.ike.crypto;

import java.security.SecureRandom;
import java.util.function.Function;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.EncapsulatedSecretGenerator;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.generators.FrodoKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.FrodoKEMExtractor;
import org.bouncycastle.crypto.kems.FrodoKEMGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.FrodoKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.FrodoKEMParameters;
import org.bouncycastle.crypto.params.FrodoKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.FrodoKEMPublicKeyParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCKEMExtractor;
import org.bouncycastle.pqc.crypto.hqc.HQCKEMGenerator;
import org.bouncycastle.pqc.crypto.hqc.HQCKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCKeyPairGenerator;
import org.bouncycastle.pqc.crypto.hqc.HQCParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCPublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUKEMExtractor;
import org.bouncycastle.pqc.crypto.ntru.NTRUKEMGenerator;
import org.bouncycastle.pqc.crypto.ntru.NTRUKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntru.NTRUParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUPublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusKEMGenerator;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusParameters;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruplus.NTRUPlusPublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimeKEMGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimeKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimeKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimePrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.NTRULPRimePublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePublicKeyParameters;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTKEMExtractor;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTKEMGenerator;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTKeyPairGenerator;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTParameters;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.smaugt.SmaugTPublicKeyParameters;

/**
 * A KEM of Bouncy Castle's, its operations brought into one form.
 *
 * @param keys makes a generator of key pairs; told how it is to be initialised
 * @param parameters how it is initialised, with randomness
 * @param publicKey the octets of a public key
 * @param decodes a public key from its octets
 * @param encapsulates makes what encapsulates
 * @param decapsulates makes what decapsulates with a private key
 */
record BouncyKem(
    java.util.function.Supplier<AsymmetricCipherKeyPairGenerator> keys,
    Function<SecureRandom, KeyGenerationParameters> parameters,
    Function<AsymmetricKeyParameter, byte[]> publicKey,
    Function<byte[], AsymmetricKeyParameter> decodes,
    Function<SecureRandom, EncapsulatedSecretGenerator> encapsulates,
    Function<AsymmetricKeyParameter, Function<byte[], byte[]>> decapsulates) {

  static BouncyKem frodo(FrodoKEMParameters set) {
    return new BouncyKem(
        FrodoKEMKeyPairGenerator::new,
        random -> new FrodoKEMKeyGenerationParameters(random, set),
        key -> ((FrodoKEMPublicKeyParameters) key).getEncoded(),
        octets -> new FrodoKEMPublicKeyParameters(set, octets),
        FrodoKEMGenerator::new,
        key -> new FrodoKEMExtractor((FrodoKEMPrivateKeyParameters) key)::extractSecret);
  }

  static BouncyKem hqc(HQCParameters set) {
    return new BouncyKem(
        HQCKeyPairGenerator::new,
        random -> new HQCKeyGenerationParameters(random, set),
        key -> ((HQCPublicKeyParameters) key).getEncoded(),
        octets -> new HQCPublicKeyParameters(set, octets),
        HQCKEMGenerator::new,
        key -> new HQCKEMExtractor((HQCPrivateKeyParameters) key)::extractSecret);
  }

  static BouncyKem sntrup(SNTRUPrimeParameters set) {
    return new BouncyKem(
        SNTRUPrimeKeyPairGenerator::new,
        random -> new SNTRUPrimeKeyGenerationParameters(random, set),
        key -> ((SNTRUPrimePublicKeyParameters) key).getEncoded(),
        octets -> new SNTRUPrimePublicKeyParameters(set, octets),
        SNTRUPrimeKEMGenerator::new,
        key -> new SNTRUPrimeKEMExtractor((SNTRUPrimePrivateKeyParameters) key)::extractSecret);
  }

  static BouncyKem ntrulpr(NTRULPRimeParameters set) {
    return new BouncyKem(
        NTRULPRimeKeyPairGenerator::new,
        random -> new NTRULPRimeKeyGenerationParameters(random, set),
        key -> ((NTRULPRimePublicKeyParameters) key).getEncoded(),
        octets -> new NTRULPRimePublicKeyParameters(set, octets),
        NTRULPRimeKEMGenerator::new,
        key -> new NTRULPRimeKEMExtractor((NTRULPRimePrivateKeyParameters) key)::extractSecret);
  }

  static BouncyKem ntru(NTRUParameters set) {
    return new BouncyKem(
        NTRUKeyPairGenerator::new,
        random -> new NTRUKeyGenerationParameters(random, set),
        key -> ((NTRUPublicKeyParameters) key).getEncoded(),
        octets -> new NTRUPublicKeyParameters(set, octets),
        NTRUKEMGenerator::new,
        key -> new NTRUKEMExtractor((NTRUPrivateKeyParameters) key)::extractSecret);
  }

  static BouncyKem ntruPlus(NTRUPlusParameters set) {
    return new BouncyKem(
        NTRUPlusKeyPairGenerator::new,
        random -> new NTRUPlusKeyGenerationParameters(random, set),
        key -> ((NTRUPlusPublicKeyParameters) key).getEncoded(),
        octets -> new NTRUPlusPublicKeyParameters(set, octets),
        NTRUPlusKEMGenerator::new,
        key -> new NTRUPlusKEMExtractor((NTRUPlusPrivateKeyParameters) key)::extractSecret);
  }

  static BouncyKem smaugT(SmaugTParameters set) {
    return new BouncyKem(
        SmaugTKeyPairGenerator::new,
        random -> new SmaugTKeyGenerationParameters(random, set),
        key -> ((SmaugTPublicKeyParameters) key).getEncoded(),
        octets -> new SmaugTPublicKeyParameters(set, octets),
        SmaugTKEMGenerator::new,
        key -> new SmaugTKEMExtractor((SmaugTPrivateKeyParameters) key)::extractSecret);
  }

  AsymmetricCipherKeyPair generate(SecureRandom random) {
    AsymmetricCipherKeyPairGenerator generator = keys.get();
    generator.init(parameters.apply(random));
    return generator.generateKeyPair();
  }
}
