/**
 * Captures made readable: each IKE message opened, put together from its fragments and commented,
 * and the inner packets of ESP.
 */
package org.yett.gateway.decrypt;
