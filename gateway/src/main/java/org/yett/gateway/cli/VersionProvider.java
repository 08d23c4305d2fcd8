package org.yett.gateway.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code yett --version} prints. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "yett " + ProgramVersion.text(),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
