/** Running scenarios, judging them by evidence, and writing down both. */
package org.yett.interop.run;
