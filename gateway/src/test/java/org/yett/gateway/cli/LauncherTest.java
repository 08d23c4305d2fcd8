package org.yett.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with JDKs, Maven and packages that are shell scripts.
 * Nothing but these and a few tools is on its PATH, and the directory in which it looks for JDKs is
 * one of the test's.
 */
@Timeout(60)
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "awk",
          "basename",
          "bash",
          "cat",
          "cp",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "ls",
          "mkdir",
          "mv",
          "paste",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "touch",
          "tr");

  @TempDir Path temporary;
  private Path checkout;
  private Path path;
  private Path jdks;
  private final Map<String, String> environment = new TreeMap<>();

  private record Run(int status, String out, String err) {}

  @BeforeEach
  void prepare() throws IOException {
    checkout = Files.createDirectories(temporary.resolve("check out"));
    path = Files.createDirectories(temporary.resolve("path"));
    jdks = Files.createDirectories(temporary.resolve("jvm"));
    String launcher =
        Files.readString(Path.of("../yett"))
            .replace("/usr/lib/jvm/*", jdks + "/*")
            .replaceAll("/usr/java/\\* /opt/\\*jdk\\* /opt/java/\\*", "")
            .replaceAll("\n\\s+/Library/Java[^;]*;", ";")
            .replaceAll("/candidates/java/\\* \"\\$HOME\"/.jdks/\\* \\\\;", "/candidates/java/*;");
    script(checkout.resolve("yett"), launcher.substring(launcher.indexOf('\n') + 1));
    Files.createDirectories(checkout.resolve("gateway/src"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("gateway/pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("gateway/src/A.java"), "class A {}");
    for (String tool : TOOLS) {
      Path found =
          List.of("/usr/bin/", "/bin/").stream()
              .map(directory -> Path.of(directory + tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      tool(tool, found);
    }
    script(path.resolve("id"), "echo 1000");
    environment.put("PATH", path.toString());
    environment.put("HOME", Files.createDirectories(temporary.resolve("home")).toString());
  }

  private void tool(String name, Path program) throws IOException {
    Path file = Files.writeString(path.resolve(name), "#!/bin/sh\nexec " + program + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A JDK that says what it is told to do. */
  private static void jdk(Path directory, String version, boolean releaseFile) throws IOException {
    script(
        directory.resolve("bin/java"),
        "[ \"$1\" = -version ] && { echo 'openjdk version \""
            + version
            + "\" 2025-09-16' >&2; exit; }\n"
            + "case \"$*\" in *AOTCacheOutput*) exit 1; esac\n"
            + "echo \"java of "
            + directory.getFileName()
            + ": $*\"");
    script(directory.resolve("bin/javac"), "exit 0");
    if (releaseFile) {
      Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }
  }

  private static final String GOOD_BUILD =
      """
      case " $* " in
        *" -v "*) echo "Apache Maven 3.9.6 (abc)"; exit ;;
      esac
      echo "$JAVA_HOME" "$@" >> "$HOME/maven.log"
      sleep 0.3
      mkdir -p gateway/target "$HOME/.m2"
      echo jar > "$HOME/.m2/library-1.jar"
      echo jar > gateway/target/gateway-1.jar
      printf '%s' "$HOME/.m2/library-1.jar" > gateway/target/classpath.txt
      mkdir -p vectors/target
      echo jar > vectors/target/vectors-1.jar
      """;

  private ProcessBuilder builder(String... arguments) {
    List<String> line = new ArrayList<>(List.of(checkout.resolve("yett").toString()));
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return finish(builder(arguments).start());
  }

  private static Run finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Run(process.exitValue(), out, err);
  }

  /** As if a build had been made after the last change. */
  private void built() throws IOException {
    Path target = Files.createDirectories(checkout.resolve("target"));
    Files.writeString(target.resolve("yett.classpath"), "a.jar:b.jar");
    Path stamp = Files.writeString(target.resolve("yett.built"), "");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void theFirstJdkThatIsReallyNewEnoughRunsTheProgram() throws Exception {
    built();
    jdk(jdks.resolve("jdk-17"), "17.0.1", true);
    jdk(jdks.resolve("jdk-25"), "25.0.3", true);
    jdk(temporary.resolve("home-jdk"), "21", true);
    environment.put("JAVA_HOME", temporary.resolve("home-jdk").toString());
    Run run = run("status", "--json");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.out().startsWith("java of jdk-25: --enable-native-access=ALL-UNNAMED "), run.out());
    assertTrue(
        run.out().endsWith(" -cp a.jar:b.jar org.yett.gateway.cli.Main status --json\n"),
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void javaHomeGoesFirstAndMayBeNewer() throws Exception {
    built();
    jdk(jdks.resolve("jdk-25"), "25.0.3", true);
    jdk(temporary.resolve("mine"), "26-ea", true);
    environment.put("JAVA_HOME", temporary.resolve("mine").toString());
    assertTrue(run("version").out().startsWith("java of mine: "));
  }

  @Test
  void aJdkWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
    built();
    jdk(jdks.resolve("a"), "24.0.1", false);
    jdk(jdks.resolve("b"), "25", false);
    Run run = run("version");
    assertTrue(run.out().startsWith("java of b: "), run::toString);
  }

  @Test
  void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
    built();
    jdk(jdks.resolve("jre-25"), "25.0.1", true);
    Files.delete(jdks.resolve("jre-25/bin/javac"));
    assertEquals(5, run("version").status());
  }

  @Test
  void withoutAJdkAnOrdinaryUserIsToldWhatToInstall() throws Exception {
    Run run = run("demo");
    assertEquals(5, run.status());
    assertTrue(run.err().contains("apt-get install openjdk-25-jdk-headless"), run.err());
    assertTrue(run.err().contains("adoptium.net"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void withoutAJdkRootInstallsTheDistributionsPackageAndSaysSo() throws Exception {
    built();
    jdk(temporary.resolve("package/java-25"), "25.0.9", true);
    script(path.resolve("id"), "echo 0");
    script(path.resolve("apt-cache"), "echo '  Candidate: 25.0.9'");
    script(
        path.resolve("apt-get"),
        "echo apt-get \"$@\" >> \"$HOME/apt.log\"; mv '"
            + temporary
            + "/package/java-25' '"
            + jdks
            + "'");
    Run run = run("version");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("java of java-25: "), run.out());
    assertTrue(run.err().contains("installing openjdk-25-jdk-headless"), run.err());
    assertEquals(
        "apt-get -qq -y install --no-install-recommends openjdk-25-jdk-headless\n",
        Files.readString(temporary.resolve("home/apt.log")));
  }

  @Test
  void whereTheDistributionHasNoPackageRootIsToldToo() throws Exception {
    script(path.resolve("id"), "echo 0");
    script(path.resolve("apt-cache"), "echo '  Candidate: (none)'");
    script(path.resolve("apt-get"), "exit 0");
    Run run = run("version");
    assertEquals(5, run.status());
    assertTrue(run.err().contains("Eclipse Temurin 25"), run.err());
  }

  @Test
  void whatIsOlderThanItsSourcesIsBuiltWithOneLineOfProgressAndThenRuns() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    script(path.resolve("mvn"), GOOD_BUILD);
    Run run = run("version");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().startsWith("yett: building; "), run.err());
    assertEquals(
        jdks.resolve("jdk-25") + " -B -q -DskipTests package\n",
        Files.readString(temporary.resolve("home/maven.log")));
    String classPath =
        checkout
            + "/gateway/target/gateway-1.jar:"
            + checkout
            + "/target/lib/library-1.jar:"
            + checkout
            + "/vectors/target/vectors-1.jar";
    assertTrue(run.out().contains(" -cp " + classPath + " org"), run.out());
    Run again = run("version");
    assertEquals("", again.err());
    Path source = checkout.resolve("gateway/src/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertTrue(run("version").err().contains("building"));
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndRunsNothing() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    script(
        path.resolve("mvn"),
        "case \" $* \" in *' -v '*) echo 'Apache Maven 3.9.6'; exit;; esac\n"
            + "echo '[INFO] x'; echo '[ERROR] A.java:[1,2] broken'; exit 1");
    Run run = run("version");
    assertEquals(70, run.status());
    assertTrue(run.err().contains("[ERROR] A.java:[1,2] broken"), run.err());
    assertTrue(run.err().contains("the whole log is in target/yett-build.log"), run.err());
    assertEquals("", run.out());
    assertFalse(Files.exists(checkout.resolve("target/yett.built")));
  }

  @Test
  void twoCallsAtOnceBuildOnce() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    script(path.resolve("mvn"), GOOD_BUILD);
    Process first = builder("version").start();
    Process second = builder("version").start();
    Run one = finish(first);
    Run two = finish(second);
    assertEquals(0, one.status(), one.err());
    assertEquals(0, two.status(), two.err());
    assertEquals(1, Files.readAllLines(temporary.resolve("home/maven.log")).size());
    assertTrue(
        (one.err() + two.err()).contains("another build is under way"), one.err() + two.err());
  }

  @Test
  void aMavenThatIsTooOldIsPassedOverForTheWrapper() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    script(path.resolve("mvn"), "echo 'Apache Maven 3.6.3'");
    script(checkout.resolve("mvnw"), GOOD_BUILD);
    Run run = run("version");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "no Maven on the PATH is 3.8.6 or later: 3.6.3 ("
                    + path.resolve("mvn")
                    + "); taking the wrapper's"),
        run.err());
  }

  @Test
  void theFirstMavenOnThePathThatIsNewEnoughBuilds() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    script(path.resolve("mvn"), "echo 'Apache Maven 3.6.3'");
    script(temporary.resolve("broken/mvn"), "exit 1");
    script(temporary.resolve("new/mvn"), GOOD_BUILD);
    environment.put(
        "PATH", path + ":" + temporary.resolve("broken") + ":" + temporary.resolve("new"));
    Run run = run("version");
    assertEquals(0, run.status(), run.err());
    assertFalse(run.err().contains("wrapper"), run.err());
    assertEquals(1, Files.readAllLines(temporary.resolve("home/maven.log")).size());
  }

  @Test
  void aSecondTestRunInTheSameCheckoutIsRefused() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    script(
        path.resolve("mvn"),
        "case \" $* \" in *' -v '*) echo 'Apache Maven 3.9.6'; exit;; esac\n"
            + "touch \"$HOME/began\"; sleep 2; exit 1");
    Process first = builder("test").start();
    while (!Files.exists(temporary.resolve("home/began"))) {
      assertTrue(first.isAlive());
      Thread.sleep(10);
    }
    Run second = run("test");
    assertEquals(70, second.status());
    assertTrue(
        second.err().contains("another 'yett test' is running in " + checkout), second.err());
    assertTrue(second.err().contains("process " + first.pid()), second.err());
    assertEquals(1, finish(first).status());
  }

  @Test
  void aCheckoutThatCannotBeWrittenToSaysWhoMustBuild() throws Exception {
    jdk(jdks.resolve("jdk-25"), "25", true);
    Files.writeString(checkout.resolve("target"), "in the way");
    Run run = run("version");
    assertEquals(70, run.status());
    assertTrue(run.err().contains("let the owner of this directory build first"), run.err());
  }

  @Test
  void theKeyLogIsOnTheClassPathForItsOptionAlone() throws Exception {
    built();
    jdk(jdks.resolve("jdk-25"), "25.0.3", true);
    Path jar = checkout.resolve("gateway/keylog/target/gateway-keylog-1.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "jar");
    for (String[] arguments :
        new String[][] {
          {"--keylog", "/tmp/k", "gateway", "--config", "x"},
          {"gateway", "--keylog=/tmp/k", "--config", "x"},
          {"gateway", "--config", "x", "--keylog", "/tmp/k"}
        }) {
      Run run = run(arguments);
      assertEquals(0, run.status(), run.err());
      assertTrue(run.out().contains(" -Dyett.keylog=/tmp/k "), run.out());
      assertTrue(
          run.out()
              .endsWith(
                  " -cp a.jar:b.jar:" + jar + " org.yett.gateway.cli.Main gateway --config x\n"),
          run.out());
    }
    Run without = run("gateway", "--config", "x", "--", "--keylog", "k");
    assertFalse(without.out().contains("keylog-1.jar"), without.out());
    assertFalse(without.out().contains("yett.keylog"), without.out());
  }

  @Test
  void aKeyLogWithoutItsDirectoryIsRefused() throws Exception {
    built();
    jdk(jdks.resolve("jdk-25"), "25.0.3", true);
    Run run = run("gateway", "--keylog");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--keylog: expected a directory"), run.err());
  }

  @Test
  void theLauncherMayBeCalledThroughALinkFromAnywhere() throws Exception {
    built();
    jdk(jdks.resolve("jdk-25"), "25", true);
    Path link = Files.createSymbolicLink(temporary.resolve("yett"), checkout.resolve("yett"));
    ProcessBuilder builder =
        new ProcessBuilder(link.toString(), "version").directory(path.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    assertTrue(finish(builder.start()).out().startsWith("java of jdk-25: "));
  }
}
