package org.yett.interop.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yett.interop.process.Command;
import org.yett.interop.process.Tether;

/**
 * One host of a testbed.
 *
 * @param side which
 * @param namespace name of its network namespace
 * @param directory directory for the files of what runs on it
 */
public record Host(Side side, String namespace, Path directory) {
  /** The name of its interface towards the other host. */
  public static final String LINK = "outer";

  /** A command prefix that enters its network namespace. */
  public List<String> enter() {
    return List.of("nsenter", "--net=/run/netns/" + namespace);
  }

  /** A program to be run on this host to its end. */
  public Command command(List<String> command) {
    List<String> all = new ArrayList<>(enter());
    all.addAll(command);
    return Command.of(all);
  }

  /** Starts a long-lived program on this host; see {@link Tether#start}. */
  public Tether start(String name, String preparation, List<String> command, Path output)
      throws LaboratoryException {
    try {
      return Tether.start(name, enter(), preparation, command, output);
    } catch (IOException e) {
      throw new LaboratoryException("starting " + name + " failed: " + e.getMessage(), e);
    }
  }
}
