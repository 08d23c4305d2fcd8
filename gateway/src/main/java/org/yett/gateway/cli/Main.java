package org.yett.gateway.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code yett}. */
@Command(
    name = "yett",
    description = {
      "Post-quantum hybrid IPsec: IKEv2 with multiple key exchanges (RFC 9370), ML-KEM and ESP.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    scope = ScopeType.LOCAL,
    footer = {
      "",
      "Exit status: 0 it worked, 1 it did not, 2 the command line was not understood, 3 the",
      "configuration has errors, 4 no gateway answers, 5 not possible on this machine or for this",
      "user, 70 an error of the program itself."
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command; returns its exit status. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The command line with all subcommands on the class path. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    List<CommandLine> subcommands =
        ServiceLoader.load(Subcommand.class).stream()
            .map(ServiceLoader.Provider::get)
            .map(CommandLine::new)
            .sorted(Comparator.comparing(CommandLine::getCommandName))
            .toList();
    for (CommandLine subcommand : subcommands) {
      addHelp(subcommand);
      line.addSubcommand(subcommand.getCommandName(), subcommand);
    }
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
    line.setParameterExceptionHandler((e, parsed) -> misunderstood(e));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedSubcommandsAllowed(false);
    return line;
  }

  /** Gives a command, and those below it, the option {@code --help} where it does not bring one. */
  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help and end.")
              .build());
    }
    command.getSubcommands().values().forEach(Main::addHelp);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int failed(Exception e, PrintWriter err) {
    if (e instanceof CommandFailure failure) {
      err.println("yett: " + failure.getMessage());
      return failure.status();
    }
    err.println("yett: internal error: " + e);
    if (System.getenv("YETT_TRACE") != null) {
      e.printStackTrace(err);
    } else {
      err.println("yett: set YETT_TRACE=1 for the stack trace");
    }
    return ExitStatus.INTERNAL;
  }

  private static int misunderstood(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("yett: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("yett: see '" + command.getCommandSpec().qualifiedName() + " --help'");
    return ExitStatus.USAGE;
  }
}
