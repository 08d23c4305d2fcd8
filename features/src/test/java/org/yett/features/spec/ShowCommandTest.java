package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import picocli.CommandLine;

class ShowCommandTest {

  @TempDir private Path project;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void sourcesThatCiteAClause() throws IOException {
    Files.createDirectories(project.resolve("spec/src/main/java/org/yett/spec"));
    cite("//= rfc9370:2.2.1/3");
  }

  private void cite(String comment) throws IOException {
    Path file = project.resolve("core/src/main/java/A.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class A {\n" + comment + "\n}\n");
  }

  private int show(String key) {
    CommandLine line = new CommandLine(new SpecCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      err.append(e.getMessage());
      return ((CommandFailure) e).status();
    });
    return line.execute("show", key, "--sources", project.toString());
  }

  @Test
  void aSentenceIsShownWithWhatCitesIt() {
    assertEquals(ExitStatus.OK, show("rfc9370:2.2.1/3"), err::toString);
    assertTrue(out.toString().startsWith("rfc9370:2.2.1/3  MUST  responder  "), out::toString);
    assertTrue(out.toString().contains("evidence: implemented"), out::toString);
    assertTrue(out.toString().contains("code:     core/src/main/java/A.java:2"), out::toString);
    assertTrue(err.toString().contains("have not been run"), err::toString);
  }

  @Test
  void aSectionIsShownWithAllItsSentences() {
    assertEquals(ExitStatus.OK, show("rfc9370:2.2.1"), err::toString);
    assertTrue(out.toString().contains("rfc9370:2.2.1/1  "), out::toString);
    assertTrue(out.toString().contains("rfc9370:2.2.1/2  "), out::toString);
  }

  @Test
  void whatIsNoKeyOrNotInTheLedgerIsSaid() {
    assertEquals(ExitStatus.USAGE, show("RFC 9370"));
    assertEquals(ExitStatus.FAILED, show("rfc9370:2.2.1/99"));
    assertEquals(ExitStatus.FAILED, show("rfc1:2"));
    assertTrue(err.toString().contains("no document rfc1"), err::toString);
  }

  @Test
  void aCitationThatIsNotInTheLedgerIsNamedWithFileAndLine() throws IOException {
    cite("//= rfc9370:2.2.1/99");
    assertEquals(ExitStatus.FAILED, show("rfc9370:2.2.1/3"));
    assertTrue(err.toString().contains("core/src/main/java/A.java:2: "), err::toString);
  }
}
