package org.yett.ike.endpoint;

import org.yett.ike.event.IkeSaId;

/**
 * Names a job of an endpoint.
 *
 * @param ikeSa the IKE SA that waits for it
 * @param number counts the jobs of that IKE SA
 */
public record JobId(IkeSaId ikeSa, int number) {}
