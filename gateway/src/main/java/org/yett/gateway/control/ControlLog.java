package org.yett.gateway.control;

/** Is told what happens while a command runs. Called from any thread; must not block. */
@FunctionalInterface
public interface ControlLog {

  /** Listens to nothing. */
  ControlLog NONE = line -> {};

  /** Something happened. */
  void log(LogLine line);
}
