package org.yett.interop.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as a reader meets it: in a browser, wide and narrow, light and dark. */
class SiteBrowserTest {
  /** Dark and light, as Blink's settings number them. */
  private static final int DARK = 0;

  private static final int LIGHT = 1;

  @TempDir private static Path directory;

  @BeforeAll
  static void writeTheReport() throws IOException {
    SiteTest.stage(directory.resolve("results"));
    new Site(
            Outcomes.read(List.of(directory.resolve("results"))),
            Causes.parse("causes", SiteTest.CAUSES))
        .write(directory.resolve("report"));
  }

  @ParameterizedTest
  @CsvSource({"360, false", "360, true", "800, true", "1440, false", "1440, true"})
  void the_pages_fit_the_screen_and_can_be_read_on_it(int width, boolean dark)
      throws IOException, InterruptedException {
    for (String page :
        List.of(
            "index.html",
            "cells/strongswan-6.1.0-2-userland/hybrid/initiator/index.html",
            "cells/strongswan-6.1.0-2-userland/classical/responder/index.html")) {
      JsonNode probed = probe(page, width, dark);
      assertTrue(probed.get("wide").asInt() <= width, page + ": " + probed.get("wide"));
      assertEquals("[]", probed.get("faint").toString(), page + ": contrast below 4.5");
      assertEquals(dark, probed.get("background").asInt() < 60, page);
    }
  }

  @ParameterizedTest
  @CsvSource({"1440, false", "360, true"})
  void filters_leave_what_is_asked_for(int width, boolean dark)
      throws IOException, InterruptedException {
    JsonNode probed = probe("index.html", width, dark);
    assertEquals(1, probed.get("failed").asInt());
    assertEquals(1, probed.get("named").asInt());
    assertEquals(0, probed.get("none").asInt());
    assertEquals(probed.get("all").asInt(), probed.get("cleared").asInt());
  }

  private static JsonNode probe(String page, int width, boolean dark)
      throws IOException, InterruptedException {
    Optional<Path> chromium =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(SiteBrowserTest::installed)
            .findFirst();
    assumeTrue(chromium.isPresent(), "no chromium is on the PATH");
    Path original = directory.resolve("report").resolve(page);
    Path probed = original.resolveSibling("probed.html");
    Files.writeString(probed, Files.readString(original) + "<script>" + PROBE + "</script>");
    Path frame = directory.resolve("frame.html");
    Files.writeString(
        frame,
        "<body><script>onmessage = (m) => { document.body.append('told:' + btoa(m.data) + ';') }"
            + "</script><iframe style=\"border:0\" height=\"900\" width=\""
            + width
            + "\" src=\""
            + probed.toUri()
            + "\"></iframe>");
    String dom = dom(chromium.get(), frame, dark);
    Files.delete(probed);
    Matcher told = Pattern.compile("told:([A-Za-z0-9+/=]+);").matcher(dom);
    assertTrue(told.find(), () -> "the page said nothing: " + dom);
    return new ObjectMapper().readTree(Base64.getDecoder().decode(told.group(1)));
  }

  private static Stream<Path> installed(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable);
  }

  private static String dom(Path chromium, Path file, boolean dark)
      throws IOException, InterruptedException {
    Path said = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--blink-settings=preferredColorScheme=" + (dark ? DARK : LIGHT),
                "--user-data-dir=" + directory.resolve("profile"),
                "--virtual-time-budget=5000",
                "--window-size=1600,1000",
                "--dump-dom",
                file.toUri().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("chromium did not end");
    }
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  /** Tells how wide the page is, what is too faint, and what the filters leave. */
  private static final String PROBE =
      """
      const light = (rgb) => {
        const [r, g, b] = rgb.map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const parse = (colour) => colour.match(/[0-9.]+/g).map(Number);
      const behind = (element) => {
        for (let e = element; e; e = e.parentElement) {
          const colour = parse(getComputedStyle(e).backgroundColor);
          if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
        }
        return [255, 255, 255];
      };
      const visible = () => [...document.querySelectorAll(".cell > .verdict")].filter(
        (v) => v.offsetHeight > 0 && getComputedStyle(v).visibility === "visible").length;
      onload = () => {
        const told = {faint: []};
        for (const element of document.querySelectorAll("body *")) {
          const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
          if (!own || !element.offsetHeight || element.tagName === "SCRIPT") continue;
          const a = light(parse(getComputedStyle(element).color).slice(0, 3));
          const b = light(behind(element));
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (contrast < 4.5) {
            told.faint.push(element.tagName + "." + element.className + " " + contrast.toFixed(2));
          }
        }
        told.wide = document.documentElement.scrollWidth;
        told.background = parse(getComputedStyle(document.body).backgroundColor)[0];
        const form = document.querySelector("form.filters");
        if (form) {
          const set = (name, value) => {
            form.elements[name].value = value;
            form.dispatchEvent(new Event("input"));
            return visible();
          };
          told.all = visible();
          told.failed = set("verdict", "fail");
          set("verdict", "");
          set("column", "0");
          set("role", "initiator");
          told.named = set("text", "mobike-move");
          told.none = set("text", "nothing is called so");
          form.querySelector("button").click();
          told.cleared = visible();
        }
        parent.postMessage(JSON.stringify(told), "*");
      };
      """;
}
