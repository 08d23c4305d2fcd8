package org.yett.gateway.pki;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Textual encodings of DER (RFC 7468), and the older ones of OpenSSL. */
public final class Pem {

  private static final String BEGIN = "-----BEGIN ";

  private Pem() {}

  /**
   * One thing of a file.
   *
   * @param label what it says it is, such as {@code CERTIFICATE}; empty if the file was DER
   * @param headers headers of OpenSSL's older encryption
   * @param der what was encoded
   */
  record Block(String label, Map<String, String> headers, byte[] der) {

    /** Of DER, which does not say what it is. */
    boolean isBare() {
      return label.isEmpty();
    }

    @Override
    public String toString() {
      return "Block[" + label + "]";
    }
  }

  /** Whether it is text with something in it, rather than DER. */
  static boolean isText(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1).contains(BEGIN);
  }

  /** All that a file holds: every block of text, or the one DER value. */
  static List<Block> blocks(byte[] octets) throws PkiException {
    if (!isText(octets)) {
      if (octets.length == 0) {
        throw new PkiException("empty; expected PEM or DER");
      }
      // SEQUENCE in DER.
      if (octets[0] != 0x30) {
        throw new PkiException("neither PEM (no '-----BEGIN') nor DER");
      }
      return List.of(new Block("", Map.of(), octets));
    }
    List<Block> blocks = new ArrayList<>();
    try (PemReader reader =
        new PemReader(new StringReader(new String(octets, StandardCharsets.ISO_8859_1)))) {
      for (PemObject object = reader.readPemObject();
          object != null;
          object = reader.readPemObject()) {
        blocks.add(new Block(object.getType(), headers(object), object.getContent()));
      }
    } catch (IOException | RuntimeException e) {
      // RuntimeException: what Bouncy Castle throws at Base64 that is none.
      throw new PkiException("damaged PEM: " + e.getMessage());
    }
    return blocks;
  }

  private static Map<String, String> headers(PemObject object) {
    List<?> headers = object.getHeaders();
    return headers.stream()
        .map(PemHeader.class::cast)
        .collect(Collectors.toMap(PemHeader::getName, PemHeader::getValue, (a, b) -> b));
  }

  /** As text. */
  public static byte[] write(String label, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, body, label)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
