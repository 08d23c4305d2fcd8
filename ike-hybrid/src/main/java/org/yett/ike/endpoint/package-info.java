/** The door of the IKE core: inputs, outputs, commands, jobs, and what it holds. */
package org.yett.ike.endpoint;
