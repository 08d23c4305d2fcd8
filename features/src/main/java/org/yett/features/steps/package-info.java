/**
 * The sentences of the features. They arrange two ends, let a handshake take place, and judge it by
 * what was sent, by what the ends hold afterwards, and by formulas computed independently.
 */
package org.yett.features.steps;
