package org.yett.features.spec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.Citation.TestName;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;

/**
 * Finds what the tagged JUnit tests came to in the XML files of a run. The files do not carry tags;
 * these are read from the sources.
 */
final class JUnitReports {

  /** A test in the results; the method is empty if its whole class was left out. */
  private record Case(
      String className,
      String method,
      Verdict verdict,
      Duration duration,
      Optional<String> excuse) {
    boolean isOf(TestName test) {
      return (className.equals(test.className()) || className.startsWith(test.className() + "$"))
          && (method.isEmpty() || test.method().map(method::equals).orElse(true));
    }
  }

  private JUnitReports() {}

  /**
   * The results of all tests that carry a tag; one for which the files have no result did not run.
   *
   * @param negative the tests in which a peer violates what they are tagged with
   * @throws IOException if a file cannot be read
   * @throws CommandFailure naming the file if it is malformed
   */
  static List<RunResult> read(List<Path> files, List<Citation> citations, Set<TestName> negative)
      throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path file : files) {
      cases.addAll(cases(file));
    }
    Map<TestName, List<Citation>> tagged = new LinkedHashMap<>();
    for (Citation citation : citations) {
      citation
          .test()
          .ifPresent(test -> tagged.computeIfAbsent(test, t -> new ArrayList<>()).add(citation));
    }
    List<RunResult> results = new ArrayList<>();
    tagged.forEach((test, tags) -> {
      List<Case> own = cases.stream().filter(c -> c.isOf(test)).toList();
      Set<ClauseKey> keys = new HashSet<>();
      tags.forEach(tag -> keys.add(tag.key()));
      results.add(
          new RunResult(
              test.className().replaceFirst("^.*\\.", "")
                  + test.method().map(method -> "." + method).orElse(""),
              tags.getFirst().file(),
              tags.getFirst().line(),
              keys,
              negative.contains(test),
              false,
              verdict(own),
              own.stream().map(Case::duration).reduce(Duration.ZERO, Duration::plus),
              verdict(own) == Verdict.NOT_RUN
                  ? own.stream().flatMap(c -> c.excuse().stream()).findFirst()
                  : Optional.empty()));
    });
    return List.copyOf(results);
  }

  private static Verdict verdict(List<Case> cases) {
    if (cases.stream().anyMatch(c -> c.verdict() == Verdict.FAILED)) {
      return Verdict.FAILED;
    }
    boolean all = !cases.isEmpty() && cases.stream().allMatch(c -> c.verdict() == Verdict.PASSED);
    return all ? Verdict.PASSED : Verdict.NOT_RUN;
  }

  private static List<Case> cases(Path file) throws IOException {
    List<Case> cases = new ArrayList<>();
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      NodeList nodes =
          factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
      for (int i = 0; i < nodes.getLength(); i++) {
        Element element = (Element) nodes.item(i);
        String seconds = element.getAttribute("time").replace(",", "");
        cases.add(
            new Case(
                className(element),
                element.getAttribute("name").replaceFirst("[\\s(\\[{].*", ""),
                verdict(element),
                Duration.ofNanos(
                    seconds.isEmpty() ? 0 : new BigDecimal(seconds).movePointRight(9).longValue()),
                excuse(element)));
      }
    } catch (SAXException | NumberFormatException e) {
      throw new CommandFailure(
          ExitStatus.FAILED, file + ": malformed JUnit results: " + e.getMessage());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    return cases;
  }

  /** Some engines' results name the class without its package; its suite then has the full name. */
  private static String className(Element test) {
    String name = test.getAttribute("classname");
    String suite = ((Element) test.getParentNode()).getAttribute("name");
    return suite.endsWith("." + name) ? suite : name;
  }

  private static Verdict verdict(Element test) {
    return has(test, "skipped")
        ? Verdict.NOT_RUN
        : has(test, "failure") || has(test, "error") ? Verdict.FAILED : Verdict.PASSED;
  }

  /**
   * Why a test found that it cannot run here; one that is disabled in the sources has no excuse.
   */
  private static Optional<String> excuse(Element test) {
    NodeList skips = test.getElementsByTagName("skipped");
    if (skips.getLength() == 0
        || !((Element) skips.item(0)).getAttribute("type").endsWith(".TestAbortedException")) {
      return Optional.empty();
    }
    return Optional.of(
        ((Element) skips.item(0)).getAttribute("message").replaceFirst("^Assumption failed: ", ""));
  }

  private static boolean has(Element element, String child) {
    return element.getElementsByTagName(child).getLength() > 0;
  }
}
