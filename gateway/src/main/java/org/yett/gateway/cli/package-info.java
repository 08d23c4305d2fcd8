/**
 * The command line. Subcommands are found as services ({@link org.yett.gateway.cli.Subcommand}), so
 * that every module that the launcher puts on the class path can bring its own.
 */
package org.yett.gateway.cli;
