/** Other programs: run to their end, or held on a tether that they cannot outlive. */
package org.yett.interop.process;
