/**
 * What two peers agree on: proposals and the suite chosen from them (RFC 7296 2.7, RFC 9370 2.2.1),
 * and traffic selectors (RFC 7296 2.9).
 */
package org.yett.ike.negotiate;
