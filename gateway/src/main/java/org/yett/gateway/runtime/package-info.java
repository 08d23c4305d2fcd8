/**
 * The gateway as it runs: an endpoint on its thread, jobs on a pool, sockets and a datapath, and
 * what operators see of them.
 */
package org.yett.gateway.runtime;
