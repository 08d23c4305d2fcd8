package org.yett.features.steps;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import java.time.Duration;
import java.util.List;
import org.yett.features.subject.Arrangement;
import org.yett.features.subject.Arrangement.Fragmentation;
import org.yett.ike.wire.Side;

/** How the two ends are configured. */
public final class ArrangementSteps {

  private final World world;

  ArrangementSteps(World world) {
    this.world = world;
  }

  private List<Arrangement> both() {
    return List.of(world.arrangement(Side.INITIATOR), world.arrangement(Side.RESPONDER));
  }

  private static List<String> proposals(DataTable table) {
    return table.asMaps().stream().map(Methods::proposal).toList();
  }

  /** The key exchanges of the initiator's proposals, a row each. */
  @Given("the initiator proposes")
  public void initiatorProposes(DataTable table) {
    world.arrangement(Side.INITIATOR).keyExchanges(proposals(table));
  }

  /** The key exchanges that the responder's policy allows, a row for each proposal. */
  @Given("the responder accepts")
  public void responderAccepts(DataTable table) {
    world.arrangement(Side.RESPONDER).keyExchanges(proposals(table));
  }

  /** The same policy at both ends. */
  @Given("both ends support")
  public void bothEndsSupport(DataTable table) {
    both().forEach(end -> end.keyExchanges(proposals(table)));
  }

  /** The same policy for Child SAs at both ends. */
  @Given("both ends support for Child SAs")
  public void bothEndsSupportForChildSas(DataTable table) {
    both().forEach(end -> end.childKeyExchanges(proposals(table)));
  }

  /** ENCR, INTEG and PRF in the keywords of proposal strings. */
  @Given("both ends protect IKE messages with {word}")
  public void suite(String keywords) {
    both().forEach(end -> end.suite(keywords));
  }

  /** Another pre-shared key than the peer's. */
  @Given("the {side} has another pre-shared key")
  public void otherKey(Side side) {
    world.arrangement(side).preSharedKey("another secret");
  }

  /** As under attack. */
  @Given("the responder demands cookies")
  public void cookies() {
    world.arrangement(Side.RESPONDER).demandCookies();
  }

  /** So that an IKE SA of another place is not to be touched. */
  @Given("the {side} uses its identity at several places")
  public void identityElsewhere(Side side) {
    world.arrangement(side).usesIdentityElsewhere();
  }

  /** A NAT before one end. */
  @Given("the {side} is behind a NAT")
  public void nat(Side side) {
    world.arrangement(side).behindNat();
  }

  /** IPv6 instead of IPv4. */
  @Given("both ends have IPv6 addresses")
  public void ipv6() {
    both().forEach(Arrangement::ipv6);
  }

  /** What is usual, for tables. */
  @Given("both ends have IPv4 addresses")
  public void ipv4() {
    // Nothing is to be changed.
  }

  /** The largest IP datagrams of fragments. */
  @Given("IP datagrams of fragments have at most {int} octets")
  public void datagrams(int octets) {
    both().forEach(end -> end.largestDatagram(octets));
  }

  /** The largest IP datagrams of an end's fragments. */
  @Given("IP datagrams of the {side}'s fragments have at most {int} octets")
  public void datagrams(Side side, int octets) {
    world.arrangement(side).largestDatagram(octets);
  }

  /** As an operator may configure it, or another protocol may have found out. */
  @Given("the {side} knows that the path takes IP datagrams of {int} octets")
  public void knownMtu(Side side, int octets) {
    world.arrangement(side).knownMtu(octets);
  }

  /** No IKE fragmentation. */
  @Given("the {side} does not support IKE fragmentation")
  public void noFragmentation(Side side) {
    world.arrangement(side).fragmentation(Fragmentation.NOT_SUPPORTED);
  }

  /** Every encrypted message in fragments. */
  @Given("the {side} sends every encrypted message in fragments")
  public void alwaysFragments(Side side) {
    world.arrangement(side).fragmentation(Fragmentation.ALWAYS);
  }

  /** Fragments of a message that does not become complete. */
  @Given("the {side} keeps fragments for {int} seconds")
  public void fragmentLifetime(Side side, int seconds) {
    world.arrangement(side).keepFragmentsFor(Duration.ofSeconds(seconds));
  }
}
