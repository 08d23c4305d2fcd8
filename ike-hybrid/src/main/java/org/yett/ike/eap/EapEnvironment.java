package org.yett.ike.eap;

import java.time.Instant;

/**
 * What is at hand while a step is taken.
 *
 * @param credentials who keeps the secrets
 * @param now the time for which certificates are judged
 */
public record EapEnvironment(EapCredentials credentials, Instant now) {}
