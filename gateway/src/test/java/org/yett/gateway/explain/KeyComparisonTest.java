package org.yett.gateway.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.gateway.decrypt.SimulatedCapture;
import org.yett.gateway.keys.KeyLogEntry;
import org.yett.gateway.keys.KeyLogException;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.PseudorandomFunction;

class KeyComparisonTest {
  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();

  @TempDir private Path directory;

  private static SimulatedCapture twoEnds() throws IOException {
    SimulatedCapture ends =
        new SimulatedCapture(
                11,
                host ->
                    host.ikeProposals("aes256gcm16-prfsha384-x25519-ke1_mlkem512")
                        .espProposals("aes256gcm16-x25519-ke1_mlkem512"))
            .handshake();
    ends.pair().rekeyIke(ends.pair().initiator());
    ends.settle();
    ends.pair().rekeyChild(ends.pair().initiator());
    ends.settle();
    return ends;
  }

  /** The responder's log with one step told otherwise. */
  private static KeyComparison compare(
      SimulatedCapture ends, String name, UnaryOperator<KeyStep> change) {
    List<KeyLogEntry> theirs = new ArrayList<>();
    boolean done = false;
    for (KeyLogEntry entry : ends.keys(Side.RESPONDER)) {
      if (!done && entry instanceof KeyLogEntry.Step step && step.step().name().equals(name)) {
        theirs.add(
            new KeyLogEntry.Step(
                step.time(), step.ikeSa(), step.side(), change.apply(step.step())));
        done = true;
      } else {
        theirs.add(entry);
      }
    }
    return KeyComparison.of(OwnLog.read("a", ends.keys(Side.INITIATOR)), OwnLog.read("b", theirs));
  }

  private static KeyStep withOutput(KeyStep step, byte[] value) {
    List<KeyValue> outputs = new ArrayList<>(step.outputs());
    outputs.set(0, new KeyValue(outputs.getFirst().name(), Secret.copyOf(value), false));
    return new KeyStep(step.name(), step.clause(), step.formula(), step.inputs(), outputs);
  }

  private static KeyStep withInput(KeyStep step, int which, byte[] value) {
    List<KeyValue> inputs = new ArrayList<>(step.inputs());
    inputs.set(which, new KeyValue(inputs.get(which).name(), Secret.copyOf(value), false));
    return new KeyStep(step.name(), step.clause(), step.formula(), inputs, step.outputs());
  }

  private static byte[] flipped(byte[] octets, int at) {
    byte[] other = octets.clone();
    other[at] ^= 1;
    return other;
  }

  private static String text(KeyComparison comparison) {
    return String.join("\n", comparison.text(false));
  }

  @Test
  void twoEndsOfOneIkeSaAgreeInEveryStep() throws IOException {
    KeyComparison comparison = compare(twoEnds(), "nothing", step -> step);
    assertTrue(comparison.agree(), text(comparison));
    // Keys twice and after the rekey, IntAuth and AUTH of both sides, two Child SAs.
    assertTrue(text(comparison).contains("The same in all 9 steps"), text(comparison));
  }

  @Test
  void anotherSharedSecretIsFoundAtItsKeyExchange() throws IOException {
    KeyComparison comparison =
        compare(
            twoEnds(),
            "SKEYSEED(1)",
            step -> withInput(step, 1, flipped(step.inputs().get(1).octets(), 31)));
    String text = text(comparison);
    assertFalse(comparison.agree());
    assertTrue(text.contains("the keys after ADDKE1, the shared secret of the key exchange"), text);
    assertTrue(text.contains("[RFC 9370 2.2.2]"), text);
    assertTrue(text.contains("The key exchange itself gave two different secrets"), text);
  }

  @Test
  void theFormulaOfTheFirstKeysUsedAgainIsRecognised() throws IOException {
    KeyComparison comparison =
        compare(
            twoEnds(),
            "SKEYSEED(1)",
            step -> {
              byte[] secret = step.inputs().get(1).octets();
              byte[] ni = step.inputs().get(2).octets();
              byte[] nr = step.inputs().get(3).octets();
              byte[] nonces = java.util.Arrays.copyOf(ni, ni.length + nr.length);
              System.arraycopy(nr, 0, nonces, ni.length, nr.length);
              return withOutput(step, PRF.keyed(nonces).update(secret).octets());
            });
    String text = text(comparison);
    assertTrue(text.contains("the keys after ADDKE1, SKEYSEED"), text);
    assertTrue(
        text.contains("The second log has prf(Ni | Nr, SK(n)), the formula of IKE_SA_INIT"), text);
  }

  @Test
  void noncesInTheOtherOrderAreRecognised() throws IOException {
    KeyComparison comparison =
        compare(
            twoEnds(),
            "KEYMAT",
            step ->
                withInput(
                    withInput(step, 1, step.inputs().get(2).octets()),
                    2,
                    step.inputs().get(1).octets()));
    String text = text(comparison);
    assertTrue(text.contains("the keys of Child SA 1, Ni | Nr"), text);
    assertTrue(text.contains("The same nonces stand in the other order"), text);
  }

  @Test
  void whatIntAuthCoversIsComparedOctetByOctet() throws IOException {
    KeyComparison comparison =
        compare(
            twoEnds(),
            "IntAuth_i1",
            step -> withInput(step, 1, flipped(step.inputs().get(1).octets(), 27)));
    String text = text(comparison);
    assertTrue(text.contains("IntAuth_i1, the message that IntAuth covers"), text);
    assertTrue(text.contains("first difference at octet 27"), text);
    assertTrue(text.contains("RFC 9242 3.3.2"), text);
  }

  @Test
  void secretsAreShownOnRequestAlone() throws IOException {
    SimulatedCapture ends = twoEnds();
    KeyComparison comparison =
        compare(
            ends,
            "SKEYSEED",
            step -> withOutput(step, flipped(step.output("SKEYSEED").octets(), 0)));
    String secret =
        ends.keys(Side.INITIATOR).stream()
            .filter(KeyLogEntry.Step.class::isInstance)
            .map(entry -> ((KeyLogEntry.Step) entry).step())
            .filter(step -> step.name().equals("SKEYSEED"))
            .map(step -> java.util.HexFormat.of().formatHex(step.output("SKEYSEED").octets()))
            .findFirst()
            .orElseThrow();
    assertFalse(text(comparison).contains(secret));
    assertTrue(String.join("\n", comparison.text(true)).contains(secret));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(KeyComparisonTest.class.getResource(name).toURI());
  }

  private static final String OURS = "keys-against-strongswan-6.1.0.jsonl";
  private static final String THEIRS = "strongswan-6.1.0-charon.log";

  @Test
  void aHandshakeWithStrongSwanIsTheSameStepByStep() throws Exception {
    KeyComparison comparison = KeyComparison.of(resource(OURS), resource(THEIRS));
    assertTrue(comparison.agree(), text(comparison));
    // Three generations of keys, IntAuth twice on either side, AUTH of either, and a Child SA.
    assertTrue(text(comparison).contains("The same in all 10 steps"), text(comparison));
  }

  @Test
  void everyValueOfStrongSwansLogCounts() throws Exception {
    List<String> lines = Files.readAllLines(resource(THEIRS));
    for (String[] expected :
        new String[][] {
          {"key exchange secret", "the keys of the IKE SA, the shared secret"},
          {"SKEYSEED", "the keys of the IKE SA, SKEYSEED"},
          {"Sk_er secret", "the keys of the IKE SA, SK_er"},
          {"IntAuth_A|P", "IntAuth_i1, the message that IntAuth covers"},
          {"octets = message", "AUTH, the signed octets"},
          {"AUTH = prf", "AUTH, AUTH"},
          {"encryption responder key", "the keys of Child SA 1, ENCR_r"}
        }) {
      List<String> changed = new ArrayList<>(lines);
      int at = 0;
      while (!lines.get(at).contains("> " + expected[0])) {
        at++;
      }
      String row = lines.get(at + 1);
      int digits = row.indexOf("0: ") + 3;
      String other = row.startsWith("00", digits) ? "01" : "00";
      changed.set(at + 1, row.substring(0, digits) + other + row.substring(digits + 2));
      Path file = Files.write(directory.resolve("charon.log"), changed);
      String text = text(KeyComparison.of(resource(OURS), file));
      assertTrue(text.contains(expected[1]), expected[0] + ":\n" + text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcm", "cbc"})
  void aHandshakeWithLibreswanHasTheSameCipherKeys(String cipher) throws Exception {
    Path ours = resource("keys-against-libreswan-5.2-" + cipher + ".jsonl");
    Path theirs = resource("libreswan-5.2-" + cipher + ".log");
    KeyComparison comparison = KeyComparison.of(ours, theirs);
    assertTrue(comparison.agree(), text(comparison));
    assertTrue(text(comparison).contains("The same in all 1 steps"), text(comparison));
    String log = Files.readString(theirs).strip();
    char last = log.charAt(log.length() - 1);
    Path changed =
        Files.writeString(
            directory.resolve("pluto.log"),
            log.substring(0, log.length() - 1) + (last == '0' ? '1' : '0') + "\n");
    String text = text(KeyComparison.of(ours, changed));
    assertTrue(text.contains("the keys of the IKE SA, SK_er"), text);
    assertTrue(text.contains("One of the logs shows these keys alone"), text);
  }

  @Test
  void aLogWithoutKeysIsRefusedWithWhatWasExpected() throws Exception {
    Path log = Files.writeString(directory.resolve("x.log"), "22:27:20 [NET] sending packet\n");
    KeyLogException refused =
        assertThrows(KeyLogException.class, () -> KeyComparison.of(resource(OURS), log));
    assertTrue(refused.getMessage().contains("level 4"), refused.getMessage());
    assertEquals(KeyLogException.class, refused.getClass());
  }
}
