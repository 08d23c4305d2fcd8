/**
 * The gateway's configuration: what {@code swanctl.conf} says, checked and typed. Every key that
 * strongSwan knows has a treatment ({@link org.yett.gateway.config.KnownKeys}); everything wrong in
 * a file is reported together, with file and line.
 */
package org.yett.gateway.config;
