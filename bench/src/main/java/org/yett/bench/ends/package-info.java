/** Two ends of a connection without sockets, as benchmarks drive them. */
package org.yett.bench.ends;
