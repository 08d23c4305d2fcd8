/** What was sent in a scenario, read with independently derived keys. */
package org.yett.features.capture;
