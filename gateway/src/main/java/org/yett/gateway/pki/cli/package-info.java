/** {@code yett pki}: with the commands and options that users of strongSwan's {@code pki} know. */
package org.yett.gateway.pki.cli;
