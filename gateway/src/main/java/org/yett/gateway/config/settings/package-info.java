/**
 * The settings language of strongSwan's {@code swanctl.conf} and {@code strongswan.conf}: sections,
 * values, references, includes. This package knows the grammar alone; what the keys mean is {@code
 * org.yett.gateway.config}.
 */
package org.yett.gateway.config.settings;
