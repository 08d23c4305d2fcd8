/** The subcommands of {@code yett bench}. */
package org.yett.bench.cli;
