package org.yett.gateway.cli;

import java.util.concurrent.Callable;

/**
 * A subcommand of {@code yett}: a picocli command (annotated with {@code @Command}, name included)
 * that is named in {@code META-INF/services/org.yett.gateway.cli.Subcommand} and has a constructor
 * without parameters.
 *
 * <p>{@link #call()} returns the exit status, one of {@link ExitStatus}. To fail with a message and
 * no stack trace it throws {@link CommandFailure}. Results go to standard output, everything else
 * to standard error.
 */
public interface Subcommand extends Callable<Integer> {}
