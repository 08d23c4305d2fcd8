package org.yett.vectors.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.VectorJson;
import org.yett.vectors.primitive.PrimitiveVectors;

/** The release archive of the corpus: the same octets each time. */
public final class CorpusPackage {

  /** The directory in the archive. */
  public static final String ROOT = "yett-vectors-1/";

  /** The earliest time that an archive can tell. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private CorpusPackage() {}

  /**
   * All files of the archive by their names, {@code SHA256SUMS} among them.
   *
   * @param corpus the exchange-level vectors
   * @param licence the text of the licence
   */
  public static Map<String, byte[]> files(CorpusFiles corpus, String licence) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name :
        new String[] {"README.md", "exchange-vectors-1.schema.json", "check_vectors.py"}) {
      put(files, name, CorpusFiles.resource(name).orElseThrow());
    }
    put(files, "LICENSE", licence);
    put(files, CorpusFiles.CHANGES, corpus.changesDocument());
    corpus
        .documents()
        .forEach((file, document) -> {
          put(files, file, document);
          ExchangeVector vector = VectorJson.read(file, document);
          String stem = vector.set() + "-" + vector.id();
          put(files, "text/" + stem + ".txt", TextForm.of(vector));
          files.put("pcapng/" + stem + ".pcapng", CaptureForm.of(vector));
        });
    PrimitiveVectors.files().forEach((name, content) -> files.put("primitive/" + name, content));
    StringBuilder sums = new StringBuilder();
    files.forEach((name, content) ->
        sums.append(Checksum.sha256(content)).append("  ").append(name).append('\n'));
    put(files, "SHA256SUMS", sums.toString());
    return files;
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the archive.
   *
   * @param out closed by the caller
   * @throws IOException if that is not possible
   */
  public static void write(Map<String, byte[]> files, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      ZipEntry entry = new ZipEntry(ROOT + file.getKey());
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      zip.write(file.getValue());
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }
}
