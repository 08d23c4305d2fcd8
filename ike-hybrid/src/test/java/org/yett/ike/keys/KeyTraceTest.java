package org.yett.ike.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;

class KeyTraceTest {

  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();
  private static final IkeCipher GCM =
      IkeCipher.of(EncryptionAlgorithm.AES_GCM_16, OptionalInt.of(128), IntegrityAlgorithm.NONE)
          .orElseThrow();
  private static final IkeKeyContext CONTEXT =
      new IkeKeyContext(PRF, GCM, new byte[] {1}, new byte[] {2}, new IkeSpis(3, 4));

  private static Secret secret(int value) {
    return Secret.copyOf(new byte[] {(byte) value});
  }

  private static void wholeStory(KeyTrace trace) {
    Secret ppk = secret(9);
    IkeKeys keys0 = IkeKeySchedule.initial(CONTEXT, secret(5), trace);
    IkeKeys keys1 = IkeKeySchedule.update(CONTEXT, keys0, secret(6), trace);
    IkeKeys keys2 = IkeKeySchedule.updateWithPpk(CONTEXT, keys1, ppk, trace);
    IkeKeySchedule.mixPpkForAuth(CONTEXT, keys2, ppk, trace);
    Ppk.confirmation(CONTEXT, ppk, trace);
    Ppk.childConfirmation(PRF, ppk, new byte[] {1}, CONTEXT.spis(), trace);
    Secret base = Ppk.childBase(PRF, keys2.skD(), ppk, trace);
    ChildKeyLengths lengths = new ChildKeyLengths(20, 0);
    byte[] n = {1};
    ChildKeySchedule.derive(PRF, base, List.of(), n, n, lengths, trace);
    ChildKeySchedule.derive(PRF, base, List.of(secret(5)), n, n, lengths, trace);
    ChildKeySchedule.derive(PRF, base, List.of(secret(5), secret(6)), n, n, lengths, trace);
    IkeKeySchedule.rekey(PRF, base, CONTEXT, List.of(secret(5)), trace);
    IkeKeySchedule.rekey(PRF, base, CONTEXT, List.of(secret(5), secret(6)), trace);
  }

  @Test
  void everyStepTellsItsNameClauseAndInputsInOrder() {
    try (RecordingKeyTrace trace = new RecordingKeyTrace()) {
      wholeStory(trace);
      List<String> told =
          trace.steps().stream()
              .map(step ->
                  step.clause()
                      + " "
                      + step.name()
                      + " <- "
                      + String.join(", ", step.inputs().stream().map(KeyValue::name).toList()))
              .toList();
      assertEquals(
          List.of(
              "rfc7296:2.14 SKEYSEED <- Ni, Nr, g^ir",
              "rfc7296:2.14 SK_* <- SKEYSEED, Ni, Nr, SPIi, SPIr",
              "rfc9370:2.2.2 SKEYSEED(1) <- SK_d, SK(1), Ni, Nr",
              "rfc9370:2.2.2 SK_*(1) <- SKEYSEED(1), Ni, Nr, SPIi, SPIr",
              "rfc9867:3.1.1 SKEYSEED' <- PPK, SK_d(1)",
              "rfc9867:3.1.1 SK_*(2) <- SKEYSEED', Ni, Nr, SPIi, SPIr",
              "rfc8784:3 SK_d <- PPK, SK_d'",
              "rfc8784:3 SK_pi <- PPK, SK_pi'",
              "rfc8784:3 SK_pr <- PPK, SK_pr'",
              "rfc9867:3.1 PPK Confirmation <- PPK, Ni, Nr, SPIi, SPIr",
              "rfc9867:3.2 PPK Confirmation <- PPK, Ni, SPIi, SPIr",
              "rfc9867:3.2.1 SK_d' <- PPK, SK_d",
              "rfc7296:2.17 KEYMAT <- SK_d, Ni, Nr",
              "rfc7296:2.17 KEYMAT <- SK_d, g^ir (new), Ni, Nr",
              "rfc9370:2.2.4 KEYMAT <- SK_d, SK(0), Ni, Nr, SK(1)",
              "rfc7296:2.18 SKEYSEED <- SK_d (old), g^ir (new), Ni, Nr",
              "rfc7296:2.18 SK_* <- SKEYSEED, Ni, Nr, SPIi, SPIr",
              "rfc9370:2.2.4 SKEYSEED <- SK_d (old), SK(0), Ni, Nr, SK(1)",
              "rfc9370:2.2.4 SK_* <- SKEYSEED, Ni, Nr, SPIi, SPIr"),
          told);
    }
  }

  @Test
  void aStepsOutputIsWhatTheFunctionReturned() {
    try (RecordingKeyTrace trace = new RecordingKeyTrace();
        IkeKeys keys = IkeKeySchedule.initial(CONTEXT, secret(5), trace)) {
      KeyStep split = trace.steps().get(1);
      assertArrayEquals(keys.skD().copy(), split.output("SK_d").octets());
      assertArrayEquals(keys.skPr().copy(), split.output("SK_pr").octets());
      assertArrayEquals(keys.skEi().copy(), split.output("SK_ei").octets());
      assertThrows(IllegalArgumentException.class, () -> split.output("SK_x"));
      assertEquals(
          PRF.plus(
              trace.steps().get(0).output("SKEYSEED").secret(),
              new byte[] {1, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4},
              32),
          keys.skD());
    }
  }

  @Test
  void aRecordingOutlivesTheKeysAndWipesItsCopiesWhenClosed() {
    RecordingKeyTrace trace = new RecordingKeyTrace();
    IkeKeys keys = IkeKeySchedule.initial(CONTEXT, secret(5), trace);
    byte[] expected = keys.skD().copy();
    keys.close();
    Secret copy = trace.steps().get(1).output("SK_d").secret();
    assertTrue(copy.matches(expected));
    Secret input = trace.steps().get(0).inputs().get(2).secret();
    assertEquals("g^ir", trace.steps().get(0).inputs().get(2).name());
    trace.close();
    assertTrue(copy.isClosed());
    assertTrue(input.isClosed());
    assertTrue(trace.steps().isEmpty());
  }

  @Test
  void intermediateSecretsAreWipedOnceTold() {
    java.util.List<Secret> lent = new java.util.ArrayList<>();
    KeyTrace keeper = step -> step.outputs().stream().map(KeyValue::secret).forEach(lent::add);
    IkeKeys keys = IkeKeySchedule.initial(CONTEXT, secret(5), keeper);
    assertTrue(lent.get(0).isClosed(), "SKEYSEED");
    assertFalse(keys.skD().isClosed());
  }

  @Test
  void aTraceThatDoesNotListenIsToldNothing() {
    KeyTrace deaf =
        new KeyTrace() {
          @Override
          public boolean listens() {
            return false;
          }

          @Override
          public void step(KeyStep step) {
            throw new AssertionError("told " + step.name());
          }
        };
    wholeStory(deaf);
    assertFalse(KeyTrace.NONE.listens());
  }

  @Test
  void printingAStepShowsPublicValuesAlone() {
    try (RecordingKeyTrace trace = new RecordingKeyTrace()) {
      IkeKeySchedule.initial(CONTEXT, Secret.copyOf(new byte[] {0x7b, 0x7c, 0x7d}), trace).close();
      String printed = trace.steps().get(0).toString();
      assertTrue(printed.contains("Ni=01"), printed);
      assertTrue(printed.contains("g^ir=Secret[3 octets]"), printed);
      assertFalse(printed.contains("7b7c7d"), printed);
    }
  }
}
