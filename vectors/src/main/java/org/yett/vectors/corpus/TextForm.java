package org.yett.vectors.corpus;

import java.util.ArrayList;
import java.util.List;
import org.yett.vectors.exchange.ChildSaValue;
import org.yett.vectors.exchange.DatagramValue;
import org.yett.vectors.exchange.EspPacketValue;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.HostSetup;
import org.yett.vectors.exchange.KeyExchangeValue;
import org.yett.vectors.exchange.MessageValue;
import org.yett.vectors.exchange.Negative;
import org.yett.vectors.exchange.RandomValue;
import org.yett.vectors.exchange.StepValue;

/** A vector for reading, like an appendix of an RFC. */
public final class TextForm {

  private static final int LINE = 64;

  private final StringBuilder out = new StringBuilder();

  private TextForm() {}

  /** The whole vector as text. */
  public static String of(ExchangeVector vector) {
    TextForm form = new TextForm();
    form.head(vector);
    form.inputs(vector);
    vector.keyExchanges().forEach(form::keyExchange);
    vector.messages().forEach(message -> form.message(message, vector.datagrams()));
    form.section("Derivations");
    vector.steps().forEach(form::step);
    form.esp(vector);
    return form.out.toString();
  }

  private void head(ExchangeVector vector) {
    line(vector.id() + ", version " + vector.version() + ": " + vector.title());
    line("Clauses: " + String.join(", ", vector.clauses()));
    for (Negative negative : vector.negative()) {
      line("");
      line("Wrong: " + negative.wrong() + " (" + negative.clause() + ")");
      line(
          "Demanded of the %s: %s%s (%s)"
              .formatted(
                  negative.victim(),
                  negative.reaction(),
                  negative.notifyType() == 0 ? "" : " " + negative.notifyType(),
                  negative.reactionClause()));
    }
    section("Configuration");
    setup("initiator", vector.initiator());
    setup("responder", vector.responder());
    vector
        .script()
        .forEach(
            action -> line("at %d ms: %s %s".formatted(action.at(), action.host(), action.what())));
  }

  private void setup(String host, HostSetup setup) {
    line(host + ": " + setup.identity() + " at " + setup.address());
    line("  IKE " + setup.ike());
    line("  ESP " + setup.esp());
    line("  " + setup.localSelectors() + " === " + setup.remoteSelectors());
    if (!setup.options().isEmpty()) {
      line("  " + String.join(", ", setup.options()));
    }
    octets("  shared secret", setup.psk());
    if (setup.isSigning()) {
      line("  signs by " + setup.scheme());
      octets("  private key, PKCS #8", setup.privateKey());
    }
    for (HostSetup.PpkValue ppk : setup.ppks()) {
      octets("  PPK_ID", ppk.id());
      octets("  PPK", ppk.key());
    }
  }

  private void inputs(ExchangeVector vector) {
    section("Random values");
    for (RandomValue random : vector.random()) {
      octets(
          "%s %s %s %d"
              .formatted(random.host(), random.scope(), random.purpose(), random.index())
              .replace("  ", " "),
          random.value());
    }
    section("Key exchanges");
  }

  private void keyExchange(KeyExchangeValue value) {
    line(
        "method %d, messages %d and %d (%s)"
            .formatted(value.method(), value.request(), value.response(), value.clause()));
    octets("  initiator's random octets", value.initiatorRandom());
    octets("  responder's random octets", value.responderRandom());
    octets("  shared secret", value.sharedSecret());
  }

  private void message(MessageValue message, List<DatagramValue> datagrams) {
    section(
        "Message %d: %s, exchange type %d, %s %d"
            .formatted(
                message.number(),
                message.from(),
                message.exchange(),
                message.response() ? "response" : "request",
                message.messageId()));
    if (message.generation() >= 0) {
      line("protected by the keys of generation " + message.generation());
    }
    message
        .payloads()
        .forEach(payload ->
            line(
                "  at %5d, %5d octets: %s"
                    .formatted(payload.offset(), payload.length(), payload.name())));
    octets("in plain", message.plain());
    if (message.generation() >= 0) {
      for (MessageValue.Part part : message.parts()) {
        octets("datagram " + part.datagram(), datagrams.get(part.datagram() - 1).octets());
      }
    }
  }

  private void step(StepValue step) {
    line("");
    line(step.name() + " (" + step.clause() + ", by " + String.join(" and ", step.by()) + ")");
    line("  " + step.formula());
    step.inputs().forEach(value -> octets("  in  " + value.name(), value.value()));
    step.outputs().forEach(value -> octets("  out " + value.name(), value.value()));
  }

  private void esp(ExchangeVector vector) {
    section("Child SAs and ESP");
    for (ChildSaValue child : vector.childSas()) {
      line(
          "Child SA %d: from the %s, SPI %s, %s%s"
              .formatted(
                  child.number(),
                  child.from(),
                  child.spi(),
                  child.suite(),
                  child.encapsulation().equals("udp") ? ", in UDP" : ""));
      octets("  encryption key", child.encryptionKey());
      octets("  integrity key", child.integrityKey());
    }
    for (EspPacketValue packet : vector.esp()) {
      line("packet on Child SA %d, number %s".formatted(packet.childSa(), packet.sequence()));
      octets("  plaintext", packet.plaintext());
      octets("  packet", packet.packet());
    }
  }

  private void section(String title) {
    line("");
    line(title);
    line("-".repeat(title.length()));
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private void octets(String name, String hex) {
    if (hex.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < hex.length(); i += LINE) {
      lines.add(hex.substring(i, Math.min(hex.length(), i + LINE)));
    }
    line("%s (%d octets)".formatted(name, hex.length() / 2));
    String indent = " ".repeat(name.length() - name.stripLeading().length() + 4);
    lines.forEach(part -> line(indent + part));
  }
}
