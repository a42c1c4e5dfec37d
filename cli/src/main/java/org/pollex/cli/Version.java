package org.pollex.cli;

import picocli.CommandLine.IVersionProvider;

/** Names the program's version, as every record of a run does too. */
final class Version implements IVersionProvider {
  /** Returns the version of this build. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "pollex " + current(), "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
