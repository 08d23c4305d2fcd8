/** The command {@code yett interop}. */
package org.yett.interop.cli;
