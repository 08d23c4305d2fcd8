package org.yett.bench.load;

import java.net.InetAddress;

/**
 * Whom to load, and as who.
 *
 * @param from our address
 * @param to the responder's address
 * @param port its port for IKE in UDP with a marker (RFC 3948)
 * @param proposal the IKE proposal
 * @param ours our identity, an FQDN
 * @param peer its identity, an FQDN
 * @param secret the pre-shared key
 * @param localNetwork our traffic selector
 * @param remoteNetwork its traffic selector
 */
public record LoadTarget(
    InetAddress from,
    InetAddress to,
    int port,
    String proposal,
    String ours,
    String peer,
    String secret,
    String localNetwork,
    String remoteNetwork) {}
