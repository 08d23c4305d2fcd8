package org.yett.ike.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.spec.Clause;

/**
 * The keys of an IKE SA, from IKE_SA_INIT through all updates, and of its successors. Every
 * function returns new keys and leaves its arguments as they are.
 */
public final class IkeKeySchedule {

  private static final byte[] RESUMPTION = "Resumption".getBytes(StandardCharsets.US_ASCII);

  private IkeKeySchedule() {}

  /**
   * Generation 0, after IKE_SA_INIT.
   *
   * @param context the SA; its nonces serve all generations
   * @param sharedSecret g^ir, or the secret of whatever method ran in IKE_SA_INIT; stays with the
   *     caller
   */
  @Clause("rfc7296:2.14/x1")
  public static IkeKeys initial(IkeKeyContext context, Secret sharedSecret, KeyTrace trace) {
    // A PRF with a fixed key length would take halves of the nonces; HMAC takes them whole.
    try (Secret skeyseed =
        context.prf().keyed(concat(context.ni(), context.nr())).update(sharedSecret).secret()) {
      if (trace.listens()) {
        trace.step(
            new KeyStep(
                "SKEYSEED",
                "rfc7296:2.14",
                "SKEYSEED = prf(Ni | Nr, g^ir)",
                List.of(
                    KeyValue.open("Ni", context.ni().clone()),
                    KeyValue.open("Nr", context.nr().clone()),
                    KeyValue.secret("g^ir", sharedSecret)),
                List.of(KeyValue.secret("SKEYSEED", skeyseed))));
      }
      return expand(context, 0, skeyseed, "SKEYSEED", "rfc7296:2.14", trace);
    }
  }

  /**
   * Generation 0 of an IKE SA that resumes another, after IKE_SESSION_RESUME.
   *
   * @param context the resumed SA: the algorithms of the old one, and nonces and SPIs of its own
   * @param oldSkD SK_d of the SA for which the ticket was given; stays with the caller
   */
  @Clause("rfc5723:5.1")
  public static IkeKeys resume(IkeKeyContext context, Secret oldSkD, KeyTrace trace) {
    try (Secret skeyseed =
        context
            .prf()
            .keyed(oldSkD)
            .update(RESUMPTION)
            .update(context.ni())
            .update(context.nr())
            .secret()) {
      if (trace.listens()) {
        trace.step(
            new KeyStep(
                "SKEYSEED",
                "rfc5723:5.1",
                "SKEYSEED = prf(SK_d_old, \"Resumption\" | Ni | Nr)",
                List.of(
                    KeyValue.secret("SK_d (old)", oldSkD),
                    KeyValue.open("Ni", context.ni().clone()),
                    KeyValue.open("Nr", context.nr().clone())),
                List.of(KeyValue.secret("SKEYSEED", skeyseed))));
      }
      return expand(context, 0, skeyseed, "SKEYSEED", "rfc5723:5.1", trace);
    }
  }

  /**
   * The next generation, after an additional key exchange in IKE_INTERMEDIATE.
   *
   * @param context the SA, with the nonces of IKE_SA_INIT
   * @param current the keys that protected the exchange; stay with the caller
   * @param sharedSecret SK(n); stays with the caller
   */
  @Clause("rfc9370:2.2.2/x1")
  @Clause("rfc9370:2.2.2/x2")
  @Clause("rfc9370:2.2.2/x3")
  public static IkeKeys update(
      IkeKeyContext context, IkeKeys current, Secret sharedSecret, KeyTrace trace) {
    int n = current.generation() + 1;
    try (Secret skeyseed =
        context
            .prf()
            .keyed(current.skD())
            .update(sharedSecret)
            .update(context.ni())
            .update(context.nr())
            .secret()) {
      String name = generationName("SKEYSEED", n);
      if (trace.listens()) {
        trace.step(
            new KeyStep(
                name,
                "rfc9370:2.2.2",
                "SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr)",
                List.of(
                    KeyValue.secret(generationName("SK_d", n - 1), current.skD()),
                    KeyValue.secret("SK(" + n + ")", sharedSecret),
                    KeyValue.open("Ni", context.ni().clone()),
                    KeyValue.open("Nr", context.nr().clone())),
                List.of(KeyValue.secret(name, skeyseed))));
      }
      return expand(context, n, skeyseed, name, "rfc9370:2.2.2", trace);
    }
  }

  /**
   * The next generation, after a PPK was agreed in IKE_INTERMEDIATE. If that exchange made an
   * additional key exchange too, {@link #update} comes first.
   *
   * @param context the SA, with the nonces of IKE_SA_INIT
   * @param current the newest keys; stay with the caller
   * @param ppk stays with the caller
   */
  @Clause("rfc9867:3.1.1")
  public static IkeKeys updateWithPpk(
      IkeKeyContext context, IkeKeys current, Secret ppk, KeyTrace trace) {
    int n = current.generation() + 1;
    Prf prf = context.prf();
    try (Secret skeyseed = prf.plus(ppk, current.skD(), prf.preferredKeyLength())) {
      if (trace.listens()) {
        trace.step(
            new KeyStep(
                "SKEYSEED'",
                "rfc9867:3.1.1",
                "SKEYSEED' = prf+ (PPK, SK_d)",
                List.of(
                    KeyValue.secret("PPK", ppk),
                    KeyValue.secret(generationName("SK_d", n - 1), current.skD())),
                List.of(KeyValue.secret("SKEYSEED'", skeyseed))));
      }
      return expand(context, n, skeyseed, "SKEYSEED'", "rfc9867:3.1.1", trace);
    }
  }

  /**
   * The keys for use after IKE_AUTH in which a PPK was agreed: SK_d, SK_pi and SK_pr change, the
   * rest stays. For an initial IKE SA alone, never after a rekey or resumption.
   *
   * @param context the SA
   * @param current the newest keys; stay with the caller
   * @param ppk stays with the caller
   * @return keys of the same generation, wholly copies
   */
  @Clause("rfc8784:3")
  public static IkeKeys mixPpkForAuth(
      IkeKeyContext context, IkeKeys current, Secret ppk, KeyTrace trace) {
    Prf prf = context.prf();
    int length = prf.preferredKeyLength();
    IkeKeys mixed =
        new IkeKeys(
            current.generation(),
            prf.plus(ppk, current.skD(), length),
            current.skAi().duplicate(),
            current.skAr().duplicate(),
            current.skEi().duplicate(),
            current.skEr().duplicate(),
            prf.plus(ppk, current.skPi(), length),
            prf.plus(ppk, current.skPr(), length));
    if (trace.listens()) {
      tellMixed("SK_d", ppk, current.skD(), mixed.skD(), trace);
      tellMixed("SK_pi", ppk, current.skPi(), mixed.skPi(), trace);
      tellMixed("SK_pr", ppk, current.skPr(), mixed.skPr(), trace);
    }
    return mixed;
  }

  /**
   * Generation 0 of the IKE SA that follows another, after CREATE_CHILD_SA and all IKE_FOLLOWUP_KE
   * exchanges.
   *
   * @param oldPrf the PRF of the SA that is rekeyed: it makes SKEYSEED
   * @param oldSkD SK_d of the SA that is rekeyed, or what {@link Ppk#childBase} made of it; stays
   *     with the caller
   * @param successor the new SA: its PRF, its cipher, its SPIs, and the nonces of CREATE_CHILD_SA
   * @param sharedSecrets SK(0) of CREATE_CHILD_SA, and SK(1) to SK(n) of IKE_FOLLOWUP_KE; stay with
   *     the caller
   * @throws IllegalArgumentException if there is no shared secret: a rekey always has a key
   *     exchange
   */
  @Clause("rfc7296:2.18/x1")
  @Clause("rfc9370:2.2.4/x1")
  public static IkeKeys rekey(
      Prf oldPrf,
      Secret oldSkD,
      IkeKeyContext successor,
      List<Secret> sharedSecrets,
      KeyTrace trace) {
    if (sharedSecrets.isEmpty()) {
      throw new IllegalArgumentException("an IKE SA is rekeyed with a key exchange");
    }
    Prf.Computation computation =
        oldPrf
            .keyed(oldSkD)
            .update(sharedSecrets.getFirst())
            .update(successor.ni())
            .update(successor.nr());
    sharedSecrets.stream().skip(1).forEach(computation::update);
    boolean multiple = sharedSecrets.size() > 1;
    String clause = multiple ? "rfc9370:2.2.4" : "rfc7296:2.18";
    try (Secret skeyseed = computation.secret()) {
      if (trace.listens()) {
        List<KeyValue> inputs = new ArrayList<>();
        inputs.add(KeyValue.secret("SK_d (old)", oldSkD));
        inputs.addAll(followUpInputs(sharedSecrets, successor.ni(), successor.nr(), "g^ir (new)"));
        trace.step(
            new KeyStep(
                "SKEYSEED",
                clause,
                multiple
                    ? "SKEYSEED = prf(SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n))"
                    : "SKEYSEED = prf(SK_d (old), g^ir (new) | Ni | Nr)",
                inputs,
                List.of(KeyValue.secret("SKEYSEED", skeyseed))));
      }
      return expand(successor, 0, skeyseed, "SKEYSEED", clause, trace);
    }
  }

  @Clause("rfc7296:2.13/3")
  @Clause("rfc7296:2.14/1")
  @Clause("rfc7296:2.14/x2")
  @Clause("rfc7296:2.14/x3")
  @Clause("rfc9370:2.2.2/x4")
  private static IkeKeys expand(
      IkeKeyContext context,
      int generation,
      Secret skeyseed,
      String skeyseedName,
      String clause,
      KeyTrace trace) {
    Prf prf = context.prf();
    int d = prf.preferredKeyLength();
    int a = context.cipher().integrityKeyLength();
    int e = context.cipher().encryptionKeyLength();
    byte[] seed = concat(context.ni(), context.nr(), context.spis().octets());
    try (Secret all = prf.plus(skeyseed, seed, 3 * d + 2 * a + 2 * e)) {
      Splitter splitter = new Splitter(all);
      IkeKeys keys =
          new IkeKeys(
              generation,
              splitter.take(d),
              splitter.take(a),
              splitter.take(a),
              splitter.take(e),
              splitter.take(e),
              splitter.take(d),
              splitter.take(d));
      if (trace.listens()) {
        trace.algorithms(context.spis(), prf, context.cipher());
        trace.step(
            new KeyStep(
                generationName("SK_*", generation),
                clause,
                "{SK_d | SK_ai | SK_ar | SK_ei | SK_er | SK_pi | SK_pr} = prf+ (%s, Ni | Nr | SPIi | SPIr)"
                    .formatted(skeyseedName),
                List.of(
                    KeyValue.secret(skeyseedName, skeyseed),
                    KeyValue.open("Ni", context.ni().clone()),
                    KeyValue.open("Nr", context.nr().clone()),
                    KeyValue.open("SPIi", context.spis().initiatorOctets()),
                    KeyValue.open("SPIr", context.spis().responderOctets())),
                List.of(
                    KeyValue.secret(generationName("SK_d", generation), keys.skD()),
                    KeyValue.secret(generationName("SK_ai", generation), keys.skAi()),
                    KeyValue.secret(generationName("SK_ar", generation), keys.skAr()),
                    KeyValue.secret(generationName("SK_ei", generation), keys.skEi()),
                    KeyValue.secret(generationName("SK_er", generation), keys.skEr()),
                    KeyValue.secret(generationName("SK_pi", generation), keys.skPi()),
                    KeyValue.secret(generationName("SK_pr", generation), keys.skPr()))));
      }
      return keys;
    }
  }

  private static void tellMixed(
      String name, Secret ppk, Secret before, Secret after, KeyTrace trace) {
    trace.step(
        new KeyStep(
            name,
            "rfc8784:3",
            "%s = prf+ (PPK, %s')".formatted(name, name),
            List.of(KeyValue.secret("PPK", ppk), KeyValue.secret(name + "'", before)),
            List.of(KeyValue.secret(name, after))));
  }

  /** SK(0) | Ni | Nr | SK(1) | ... as trace inputs; one secret alone goes by {@code soleName}. */
  static List<KeyValue> followUpInputs(
      List<Secret> sharedSecrets, byte[] ni, byte[] nr, String soleName) {
    List<KeyValue> inputs = new ArrayList<>();
    for (int i = 0; i < sharedSecrets.size(); i++) {
      String name = sharedSecrets.size() == 1 ? soleName : "SK(" + i + ")";
      inputs.add(KeyValue.secret(name, sharedSecrets.get(i)));
    }
    int afterFirst = Math.min(1, inputs.size());
    inputs.addAll(
        afterFirst, List.of(KeyValue.open("Ni", ni.clone()), KeyValue.open("Nr", nr.clone())));
    return inputs;
  }

  static byte[] concat(byte[]... parts) {
    return org.bouncycastle.util.Arrays.concatenate(parts);
  }

  private static String generationName(String name, int generation) {
    return generation == 0 ? name : name + "(" + generation + ")";
  }
}
