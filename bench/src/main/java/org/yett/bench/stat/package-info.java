/** Statistics that make no assumption about distributions. */
package org.yett.bench.stat;
