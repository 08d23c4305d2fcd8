package org.yett.interop.run;

/** What came of a scenario in one role. */
public sealed interface Verdict {
  /** The word for tables and JSON. */
  String word();

  /** Why; empty when there is nothing to say. */
  String reason();

  /** Everything that had to be seen was seen. */
  record Passed() implements Verdict {
    @Override
    public String word() {
      return "pass";
    }

    @Override
    public String reason() {
      return "";
    }
  }

  /**
   * Something that had to be seen was not.
   *
   * @param reason the first such thing
   */
  record Failed(String reason) implements Verdict {
    @Override
    public String word() {
      return "fail";
    }
  }

  /**
   * One of the two implementations does not offer what the scenario is about.
   *
   * @param reason which, and what
   */
  record Unsupported(String reason) implements Verdict {
    @Override
    public String word() {
      return "unsupported";
    }
  }

  /**
   * It was not tried.
   *
   * @param reason what was missing
   */
  record NotRun(String reason) implements Verdict {
    @Override
    public String word() {
      return "not run";
    }
  }
}
