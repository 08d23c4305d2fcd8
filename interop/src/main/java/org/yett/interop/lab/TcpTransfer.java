package org.yett.interop.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/**
 * One TCP connection between the two inner addresses: the client sends octets, the server reads
 * them all and sends its own, and each side digests what it sent and what came.
 */
public final class TcpTransfer {
  private static final int PORT = 5001;
  private static final int CHUNK = 32_768;
  private static final int QUIET_MILLIS = 10_000;

  private TcpTransfer() {}

  /**
   * What came of it.
   *
   * @param complete whether both ways carried every octet unchanged
   * @param description what was carried and how fast, or what went wrong
   */
  public record Result(boolean complete, String description) {}

  /** What one end sent and received. */
  private record End(byte[] sent, byte[] received) {}

  /**
   * Transfers.
   *
   * @param client the side that connects
   * @param family the inner family
   * @param octets how many each way
   */
  public static Result run(Testbed testbed, Side client, Family family, int octets)
      throws LaboratoryException {
    InetAddress here = InetAddress.ofLiteral(client.inner(family));
    InetAddress there = InetAddress.ofLiteral(client.other().inner(family));
    ServerSocket listening =
        testbed.inside(
            client.other(),
            () -> {
              ServerSocket server = new ServerSocket();
              server.setReuseAddress(true);
              server.setSoTimeout(QUIET_MILLIS);
              server.bind(new InetSocketAddress(there, PORT));
              return server;
            });
    long start = System.nanoTime();
    try (ServerSocket server = listening) {
      CompletableFuture<End> answer = serve(server, octets);
      End mine =
          testbed.inside(
              client,
              () -> {
                try (Socket socket = new Socket()) {
                  socket.bind(new InetSocketAddress(here, 0));
                  socket.connect(new InetSocketAddress(there, PORT), QUIET_MILLIS);
                  socket.setSoTimeout(QUIET_MILLIS);
                  byte[] sent = send(socket, octets);
                  return new End(sent, receive(socket, octets));
                }
              });
      End theirs = answer.join();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      boolean same =
          Arrays.equals(mine.sent(), theirs.received())
              && Arrays.equals(theirs.sent(), mine.received());
      return new Result(
          same,
          octets + " octets each way in " + took.toMillis() + " ms" + (same ? "" : ", altered"));
    } catch (LaboratoryException | IOException | CompletionException e) {
      return new Result(false, String.valueOf(e.getMessage()));
    }
  }

  private static CompletableFuture<End> serve(ServerSocket server, int octets) {
    CompletableFuture<End> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (Socket socket = server.accept()) {
            socket.setSoTimeout(QUIET_MILLIS);
            byte[] received = receive(socket, octets);
            result.complete(new End(send(socket, octets), received));
          } catch (IOException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static byte[] send(Socket socket, int octets) throws IOException {
    MessageDigest digest = sha256();
    OutputStream out = socket.getOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int left = octets; left > 0; left -= Math.min(left, CHUNK)) {
      RandomGenerator.getDefault().nextBytes(chunk);
      int length = Math.min(left, CHUNK);
      digest.update(chunk, 0, length);
      out.write(chunk, 0, length);
    }
    out.flush();
    return digest.digest();
  }

  private static byte[] receive(Socket socket, int octets) throws IOException {
    MessageDigest digest = sha256();
    InputStream in = socket.getInputStream();
    byte[] chunk = new byte[CHUNK];
    int left = octets;
    while (left > 0) {
      int length = in.read(chunk, 0, Math.min(left, CHUNK));
      if (length < 0) {
        throw new IOException("the connection ended with " + left + " octets to come");
      }
      digest.update(chunk, 0, length);
      left -= length;
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
