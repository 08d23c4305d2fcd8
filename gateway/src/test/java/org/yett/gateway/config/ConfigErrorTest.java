package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.gateway.config.ConfigFixtures.load;
import static org.yett.gateway.config.ConfigFixtures.messages;
import static org.yett.gateway.config.ConfigFixtures.with;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigErrorTest {

  static List<List<String>> inConnection() {
    return List.of(
        List.of(
            "rekye_time = 1h",
            "unknown key 'rekye_time' in connections.gw; did you mean 'rekey_time'?"),
        List.of("encap = maybe", "bad value 'maybe' for 'encap': expected yes or no (also true,"),
        List.of(
            "dpd_delay = 5x", "bad value '5x' for 'dpd_delay': expected a time such as 30, 30s,"),
        List.of("dpd_delay = 010", "bad value '010' for 'dpd_delay'"),
        List.of(
            "version = 1", "bad value '1' for 'version': expected 2, since Yett does IKEv2 only"),
        List.of("version = 3", "bad value '3' for 'version': expected 0, 1 or 2"),
        List.of(
            "unique = always",
            "bad value 'always' for 'unique': expected never, no, keep or replace"),
        List.of(
            "local_port = 70000",
            "bad value '70000' for 'local_port': expected a number from 1 to 65535"),
        List.of(
            "local_port = 4500\nremote_port = 500",
            "bad value '500' for 'remote_port': messages from local_port = 4500 carry the non-ESP"
                + " marker"),
        List.of("local_port = 501", "expected a port at which the gateway listens, 500 or 4500"),
        List.of(
            "proposals = aes256gcm16-prfsha384-x25519-ke1_mlkem769",
            "'proposals': proposal 'aes256gcm16-prfsha384-x25519-ke1_mlkem769': 'ke1_mlkem769' is"
                + " no algorithm; the nearest is 'ke1_mlkem768'"),
        List.of(
            "remote_addrs = 10.0.0.300",
            "bad value '10.0.0.300' in 'remote_addrs': expected an IP address,"),
        List.of("local_addrs = 10.0.0.0/33", "bad value '10.0.0.0/33' in 'local_addrs'"),
        List.of(
            "vips = 10.3.0.300",
            "bad value '10.3.0.300' in 'vips': expected up to 16 addresses, 0.0.0.0 or :: for any"),
        List.of("profile = cnsa3", "bad value 'cnsa3' for 'profile': expected compat,"),
        List.of(
            "refuse_classical = yes\nproposals = aes256gcm16-prfsha384-x25519",
            "is classical alone, which refuse_classical refuses"),
        List.of("pools = remote", "there is no pool 'remote': expected one of []"),
        List.of("childless = always", "bad value 'always' for 'childless'"),
        List.of(
            "children = net",
            "unknown key 'children' in connections.gw; it is a section: expected '{' rather than"
                + " '='"),
        List.of(
            "encap { }",
            "unknown section 'encap' in connections.gw; it is a key: expected '=' rather than '{'"),
        List.of(
            "chidlren { }",
            "unknown section 'chidlren' in connections.gw; did you mean 'children'?"),
        List.of("unqiue =", "unknown key 'unqiue' in connections.gw; did you mean 'unique'?"),
        List.of("local2 { auth = psk\nrounds = 2 }", "unknown key 'rounds'"));
  }

  @ParameterizedTest
  @MethodSource("inConnection")
  void aMistakeInAConnectionIsNamedWithFileAndLine(List<String> mistake) {
    String text = with(mistake.get(0), "", "");
    assertTrue(load(text) instanceof ConfigResult.Rejected);
    assertTrue(
        messages(text).stream()
            .anyMatch(m -> m.matches("t.conf:[56]:.*") && m.contains(mistake.get(1))),
        () -> messages(text).toString());
  }

  static List<List<String>> inChild() {
    return List.of(
        List.of("esp_proposals = aes256", "'esp_proposals': proposal 'aes256': "),
        List.of(
            "local_ts = 10.1.0.0/16, nonsense",
            "'local_ts': traffic selector 'nonsense': 'nonsense' is not an IPv4 or IPv6 address;"),
        List.of(
            "remote_ts = 10.2.0.0/16[tcp/99999]",
            "'remote_ts': traffic selector '10.2.0.0/16[tcp/99999]'"),
        List.of(
            "mode = transport",
            "'mode' cannot be honoured: this version does tunnel mode only; expected tunnel"),
        List.of("mode = tunel", "bad value 'tunel' for 'mode': expected tunnel, transport,"),
        List.of(
            "start_action = trap",
            "'start_action' cannot be honoured: this version sets up no Child SA on traffic"),
        List.of(
            "life_time = 30m",
            "'life_time' (1800) is less than 'rekey_time' (3600), so that the Child SA would end"),
        List.of("updown = /bin/x", "'updown' cannot be honoured"),
        List.of("mark_in = 42", "'mark_in' cannot be honoured"),
        List.of("replay_window = -1", "bad value '-1' for 'replay_window'"),
        List.of("dpd_action = trap", "'dpd_action' cannot be honoured"));
  }

  @ParameterizedTest
  @MethodSource("inChild")
  void aMistakeInAChildIsNamedWithFileAndLine(List<String> mistake) {
    String text = with("", mistake.get(0), "");
    assertTrue(load(text) instanceof ConfigResult.Rejected);
    assertTrue(
        messages(text).stream()
            .anyMatch(m -> m.startsWith("t.conf:18:") && m.contains("error: " + mistake.get(1))),
        () -> messages(text).toString());
  }

  @Test
  void aConnectionWithoutAMatchingSecretIsAnError() {
    String text = with("", "", "").replaceFirst("(ike-gw \\{\\s+id = )b", "$1c");
    assertEquals(
        List.of(
            "t.conf:2:3: error: connection 'gw' authenticates by pre-shared key, and there is none"
                + " for 'a.example' and 'b.example': expected a section ike... of secrets with id ="
                + " b.example and secret = ..."),
        messages(text));
  }

  @Test
  void aSecretWithoutAValueAndOneThatIsEmptyAreErrors() {
    assertTrue(
        messages(with("", "", "secrets { ike-2 { id = x } }"))
            .contains("t.conf:29:11: error: secret 'ike-2' has no value: expected secret = ..."));
    assertTrue(
        messages(with("", "", "secrets { ike-2 { secret = \"\" } }"))
            .getFirst()
            .contains("is empty"));
  }

  @Test
  void anAuthenticationMethodThatIsNotSupportedIsAnErrorThatSaysWhichIs() {
    assertEquals(
        List.of(
            "t.conf:7:14: error: bad value 'eap-aka' for 'auth': this EAP method is not supported;"
                + " expected eap, eap-tls, eap-ttls, eap-mschapv2, eap-md5"),
        messages(with("", "", "").replaceFirst("auth = psk", "auth = eap-aka")));
    assertEquals(
        List.of(
            "t.conf:2:3: error: connection 'gw' signs, and there is no private key for a"
                + " certificate of 'a.example': expected the key in the directory private (or rsa,"
                + " ecdsa, pkcs8, pkcs12)"),
        messages(with("", "", "").replaceFirst("auth = psk", "")));
  }

  @Test
  void identitiesThatAreNotSupportedAreErrors() {
    for (String id :
        List.of(
            "C=CH,O", "a*@example.org", "email:^a$", "ipv4:10.0.0.1", "10.0.0.0/8", "keyid:#0g")) {
      String text = with("", "", "").replace("id = b.example\n    }", "id = \"" + id + "\"\n    }");
      assertTrue(load(text) instanceof ConfigResult.Rejected, id);
      assertTrue(messages(text).getFirst().contains("'id': '"), () -> messages(text).toString());
    }
  }

  @Test
  void aProfileOfSignaturesTakesNoPreSharedKey() {
    assertEquals(
        List.of(
            "t.conf:7:14: error: profile = cnsa2 wants signatures by [ml-dsa-87]: expected auth ="
                + " pubkey",
            "t.conf:11:14: error: profile = cnsa2 wants signatures by [ml-dsa-87]: expected auth ="
                + " pubkey"),
        messages(with("profile = cnsa2", "", "")));
  }

  @Test
  void aChildThatIsToBeStartedNeedsSomebodyToStartWith() {
    String text =
        with("", "start_action = start", "")
            .replace("remote_addrs = 192.0.2.2", "remote_addrs = %any");
    assertTrue(
        messages(text).getFirst().contains("start_action = start needs somebody to begin with"));
  }

  @Test
  void aSectionThatNobodyKnowsIsAnErrorAtTheTopToo() {
    assertEquals(
        List.of("t.conf:29:1: error: unknown section 'conections'; did you mean 'connections'?"),
        messages(with("", "", "conections { }")));
    assertEquals(
        List.of(
            "t.conf:29:1: error: unknown key 'version' outside of all sections; expected one of the"
                + " sections connections, secrets, pools, authorities, yett, charon"),
        messages(with("", "", "version = 2")));
  }

  @Test
  void sectionsForWhatIsNotSupportedAreWarnedAbout() {
    ConfigResult result =
        load(
            with(
                "",
                "",
                """
                pools { p { addrs = 10.9.0.0/24 } }
                secrets { xauth-1 { secret = x } token { pin = y } }
                charon { threads = 4
                  filelog { f { default = 2 } } }
                """));
    assertTrue(result instanceof ConfigResult.Loaded);
    assertEquals(
        List.of(30, 30, 31, 32),
        result.diagnostics().stream().map(d -> d.position().line()).toList());
  }

  @Test
  void severalMistakesAreReportedTogetherAndInOrder() throws IOException {
    String text = resource("several-mistakes.conf");
    String expected = resource("several-mistakes.txt");
    assertEquals(
        expected,
        ConfigLoader.load("gw.conf", text, Path.of("/nowhere")).diagnostics().stream()
            .map(Diagnostic::toString)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ConfigErrorTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
