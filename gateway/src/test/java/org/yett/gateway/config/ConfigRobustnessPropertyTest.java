package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigRobustnessPropertyTest {

  private static final List<String> VALUES =
      List.of(
          "yes",
          "no",
          "0",
          "1",
          "-1",
          "",
          "\"\"",
          "4h",
          "99999999999999999999",
          "%any",
          "10.0.0.0/8",
          "::1",
          "10.0.0.1-10.0.0.9",
          "fqdn:x",
          "keyid:#",
          "@#zz",
          "0x",
          "0s=",
          "psk",
          "start",
          "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
          "aes-",
          "dynamic[tcp/http]",
          "a[b",
          "x,y,,z",
          "\u00e9\u0301",
          "{",
          "default,default",
          "vpn.example.org",
          "C=CH",
          "*",
          "\"a\nb\"");

  @Provide
  Arbitrary<String> settings() {
    List<String> keys =
        KnownKeys.all().stream()
            .filter(rule -> rule.section().getFirst().equals("connections"))
            .map(rule -> rule.key().replace("*", "-1"))
            .distinct()
            .toList();
    return Combinators.combine(Arbitraries.of(keys), Arbitraries.of(VALUES))
        .as((key, value) -> key + " = " + value + "\n");
  }

  @Provide
  Arbitrary<String> blocks() {
    return Arbitraries.lazyOf(
        () -> settings().list().ofMaxSize(4).map(lines -> String.join("", lines)));
  }

  @Property(tries = 300)
  void anyMixtureOfKeysAndValuesIsLoadedOrRefusedWithReasons(
      @ForAll("blocks") String connection,
      @ForAll("blocks") String local,
      @ForAll("blocks") String child,
      @ForAll("blocks") String secret,
      @ForAll("blocks") String daemon) {
    String text =
        "connections { c {\n"
            + connection
            + "local {\n"
            + local
            + "}\nremote { auth = psk }\nchildren { n {\n"
            + child
            + "} } } }\nsecrets { ike {\n"
            + secret
            + "} }\nyett {\n"
            + daemon
            + "}\n";
    switch (ConfigFixtures.load(text)) {
      case ConfigResult.Loaded loaded -> assertEquals(1, loaded.config().connections().size());
      case ConfigResult.Rejected rejected ->
          assertFalse(
              rejected.diagnostics().stream()
                  .noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR));
    }
  }
}
