/** On what and when something was measured. */
package org.yett.bench.machine;
