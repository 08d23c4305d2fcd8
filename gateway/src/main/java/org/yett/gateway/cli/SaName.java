package org.yett.gateway.cli;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.yett.gateway.vici.ViciClient;
import org.yett.gateway.vici.ViciMessage;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments with which a command names a child or a connection. */
final class SaName {

  @Parameters(
      paramLabel = "NAME",
      description = "A child, or a connection if there is no child of that name.")
  private String name;

  @Option(names = "--ike", paramLabel = "CONNECTION", description = "The child's connection.")
  private String connection;

  /** A request that names it as vici does: {@code child}, {@code ike}, or both. */
  ViciMessage.Builder request(ViciClient client) throws IOException {
    boolean child = connection != null || isChild(client);
    ViciMessage.Builder request = ViciMessage.builder().put(child ? "child" : "ike", name);
    if (connection != null) {
      request.put("ike", connection);
    }
    return request;
  }

  /** Whether a list-sa event's IKE SA is of this connection or has this child. */
  boolean isOf(ViciMessage.Section ikeSa) {
    boolean child =
        ikeSa
            .content()
            .section("child-sas")
            .map(all ->
                all.sections().stream()
                    .anyMatch(c -> c.content().text("name").filter(name::equals).isPresent()))
            .orElse(false);
    return connection == null
        ? child || ikeSa.name().equals(name)
        : child && ikeSa.name().equals(connection);
  }

  // What is neither a child nor a connection counts as a child, for the gateway to refuse.
  private boolean isChild(ViciClient client) throws IOException {
    AtomicBoolean child = new AtomicBoolean();
    AtomicBoolean connection = new AtomicBoolean();
    client.stream(
        "list-conns",
        ViciMessage.EMPTY,
        "list-conn",
        event -> {
          for (ViciMessage.Section section : event.sections()) {
            connection.compareAndSet(false, section.name().equals(name));
            boolean has =
                section.content().section("children").flatMap(c -> c.section(name)).isPresent();
            child.compareAndSet(false, has);
          }
        });
    return child.get() || !connection.get();
  }

  /** The name as the user gave it. */
  @Override
  public String toString() {
    return name;
  }
}
