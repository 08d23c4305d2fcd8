package org.yett.features.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium, driven through ChromeDriver by the W3C WebDriver protocol. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PORT = Pattern.compile("started successfully on port ([0-9]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, int port, String chromium, Path profile) {
    this.driver = driver;
    String base = "http://127.0.0.1:" + port + "/session";
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--headless",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile));
    if (System.getProperty("user.name").equals("root")) {
      // Chromium's own sandbox refuses to work for root; only our own pages are opened.
      arguments.add("--no-sandbox");
    }
    JsonNode created =
        post(
            base,
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "browserName",
                        "chrome",
                        "goog:chromeOptions",
                        Map.of("binary", chromium, "args", arguments),
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL")))));
    this.session = base + "/" + created.path("sessionId").asText();
  }

  /** The programs needed, if both are installed: first the driver, then the browser. */
  static Optional<List<String>> installed() {
    Optional<String> driver = program("chromedriver");
    Optional<String> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> program(name).stream())
            .findFirst();
    return driver.flatMap(d -> browser.map(b -> List.of(d, b)));
  }

  private static Optional<String> program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /**
   * Starts both.
   *
   * @param programs what {@link #installed} found
   * @param profile an empty directory for the browser's profile
   */
  static Browser start(List<String> programs, Path profile) throws IOException {
    Process driver =
        new ProcessBuilder(programs.get(0), "--port=0").redirectErrorStream(true).start();
    try {
      BufferedReader said = driver.inputReader();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Matcher matcher = PORT.matcher(line);
        if (matcher.find()) {
          return new Browser(driver, Integer.parseInt(matcher.group(1)), programs.get(1), profile);
        }
      }
      throw new IOException(programs.get(0) + " ended without naming its port");
    } catch (IOException | RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  void open(URI page) {
    post(session + "/url", Map.of("url", page.toString()));
  }

  /** What a piece of JavaScript returns. */
  JsonNode run(String script, Object... arguments) {
    return post(session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
  }

  /** Clicks the first element that a CSS selector names, as a user would. */
  void click(String selector) {
    post(session + "/element/" + element(selector) + "/click", Map.of());
  }

  /** Types into the first element that a CSS selector names. */
  void type(String selector, String text) {
    post(session + "/element/" + element(selector) + "/value", Map.of("text", text));
  }

  private String element(String selector) {
    return post(session + "/element", Map.of("using", "css selector", "value", selector))
        .elements()
        .next()
        .asText();
  }

  /** Makes the page as wide as a screen of so many pixels, and light or dark. */
  void screen(int width, int height, boolean dark) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  private void devTools(String command, Map<String, ?> parameters) {
    post(session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** What the console has said since it was last asked, warnings and errors alone. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (JsonNode entry : post(session + "/se/log", Map.of("type", "browser"))) {
      if (List.of("WARNING", "SEVERE").contains(entry.path("level").asText())) {
        complaints.add(entry.path("message").asText());
      }
    }
    return complaints;
  }

  /** Writes what is on the screen as a PNG file. */
  void picture(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file, Base64.getDecoder().decode(send("GET", session + "/screenshot", "").asText()));
  }

  private JsonNode post(String address, Map<String, ?> body) {
    try {
      return send("POST", address, JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode send(String method, String address, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new IOException(method + " " + address + ": " + value.path("message").asText());
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, "");
    } finally {
      client.close();
      driver.destroy();
      try {
        if (!driver.waitFor(10, TimeUnit.SECONDS)) {
          driver.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
