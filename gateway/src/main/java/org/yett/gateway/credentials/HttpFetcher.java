package org.yett.gateway.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;

/**
 * Fetches by HTTP, and from files. Whoever waits is a worker that checks a peer, so that it does
 * not wait long. What comes is signed by the authority: no TLS is needed to trust it.
 */
public final class HttpFetcher implements Fetcher {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(6);

  @Override
  public byte[] get(String uri) throws IOException {
    URI where = parsed(uri);
    if ("file".equals(where.getScheme())) {
      try (InputStream in = Files.newInputStream(Path.of(where))) {
        return bounded(in);
      }
    }
    return send(HttpRequest.newBuilder(where).GET(), PkiFiles.MOST);
  }

  @Override
  public byte[] get(String uri, int most) throws IOException {
    return send(HttpRequest.newBuilder(parsed(uri)).GET(), most);
  }

  @Override
  public byte[] post(String uri, String type, byte[] body) throws IOException {
    return send(
        HttpRequest.newBuilder(parsed(uri))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
        PkiFiles.MOST);
  }

  private static URI parsed(String uri) throws IOException {
    try {
      URI parsed = URI.create(uri);
      if (parsed.getScheme() != null && parsed.getScheme().matches("https?|file")) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IOException("'" + uri + "': expected a URI that begins with http:// or file://");
  }

  private static byte[] send(HttpRequest.Builder request, int most) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      try {
        HttpResponse<byte[]> answer =
            client
                .sendAsync(
                    request.timeout(WHOLE).build(),
                    HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofByteArray(), most))
                .get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer.statusCode() != 200) {
          throw new IOException("HTTP status " + answer.statusCode());
        }
        return answer.body();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      } catch (TimeoutException e) {
        throw new IOException("no answer within " + WHOLE.toSeconds() + " s");
      } catch (ExecutionException e) {
        throw new IOException(String.valueOf(e.getCause()));
      } finally {
        client.shutdownNow();
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage());
    }
  }

  private static byte[] bounded(InputStream in) throws IOException {
    try {
      return PkiFiles.read(in);
    } catch (PkiException e) {
      throw new IOException(e.getMessage());
    }
  }
}
