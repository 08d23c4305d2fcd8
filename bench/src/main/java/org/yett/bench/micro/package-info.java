/** JMH benchmarks of primitives, steps and whole handshakes. */
package org.yett.bench.micro;
