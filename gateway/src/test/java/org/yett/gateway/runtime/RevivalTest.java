package org.yett.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.negotiate.Suite;
import org.yett.spec.iana.ProtocolId;

class RevivalTest {

  private static final IkeSaId IKE = new IkeSaId(1);
  private static final ChildSaId CHILD = new ChildSaId(5);
  private static final Revival.Wanted NET = new Revival.Wanted("gw", "net");

  @TempDir Path directory;
  private Revival revival;

  @BeforeEach
  void load() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.conf"),
            """
            connections {
              gw {
                remote_addrs = 192.0.2.1
                local { auth = psk
                        id = a }
                remote { auth = psk }
                children {
                  net {
                    close_action = start
                    dpd_action = start
                  }
                  other { }
                }
              }
            }
            secrets { ike { secret = x } }
            """);
    ConnectionSettings gw =
        ((ConfigResult.Loaded) ConfigLoader.load(file)).config().connections().getFirst();
    revival = new Revival(wanted -> gw.child(wanted.child()));
  }

  private static Event up(ChildSaId id, String name) {
    KeyExchangesUsed none = new KeyExchangesUsed(java.util.Optional.empty(), List.of());
    return new Event.ChildSaEstablished(
        IKE,
        id,
        "gw",
        name,
        1,
        2,
        Suite.of(ProtocolId.ESP, java.util.Map.of()),
        List.of(),
        List.of(),
        new ChildPosture(none, none));
  }

  private static Event down(ChildSaId id, DeleteReason reason) {
    return new Event.ChildSaDeleted(IKE, id, "net", reason);
  }

  @Test
  void whatThePeerDeletesIsSetUpAgainIfTheCloseActionSaysSo() {
    assertEquals(List.of(), revival.after(up(CHILD, "net")));
    assertEquals(List.of(NET), revival.after(down(CHILD, DeleteReason.PEER)));
    assertEquals(List.of(), revival.after(up(CHILD, "other")));
    assertEquals(List.of(), revival.after(down(CHILD, DeleteReason.PEER)));
  }

  @Test
  void whatWeDeleteOrReplaceStaysGone() {
    for (DeleteReason reason :
        List.of(DeleteReason.COMMAND, DeleteReason.REKEYED, DeleteReason.HARD_LIMIT)) {
      assertEquals(List.of(), revival.after(up(CHILD, "net")));
      assertEquals(List.of(), revival.after(down(CHILD, reason)));
    }
    assertEquals(List.of(), revival.after(new Event.IkeSaDeleted(IKE, "gw", DeleteReason.PEER)));
  }

  @Test
  void aDeadPeersChildSasAreSetUpAgainOnceEach() {
    assertEquals(List.of(), revival.after(up(CHILD, "net")));
    assertEquals(List.of(), revival.after(up(new ChildSaId(6), "net")));
    assertEquals(List.of(), revival.after(up(new ChildSaId(7), "other")));
    assertEquals(List.of(), revival.after(down(CHILD, DeleteReason.IKE_SA_GONE)));
    assertEquals(
        List.of(NET), revival.after(new Event.IkeSaDeleted(IKE, "gw", DeleteReason.PEER_DEAD)));
  }

  @Test
  void aPredecessorThatThePeerDeletesAfterRekeyingHasASuccessorAlready() {
    assertEquals(List.of(), revival.after(up(CHILD, "net")));
    assertEquals(List.of(), revival.after(up(new ChildSaId(6), "net")));
    assertEquals(List.of(), revival.after(down(CHILD, DeleteReason.PEER)));
  }
}
