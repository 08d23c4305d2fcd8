package org.yett.ike.auth;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;

/**
 * One authentication method that a peer announces in SUPPORTED_AUTH_METHODS (RFC 9593 3.2).
 *
 * @param method the method
 * @param certLink the authority that it goes with, counted from 1 over all CERTREQ payloads; 0 if
 *     it goes with any
 * @param scheme the scheme of method 14; empty for other methods
 */
@Clause("rfc9593:3.2")
public record AuthAnnouncement(AuthMethod method, int certLink, Optional<SignatureScheme> scheme) {

  /** Of method 14, with any authority. */
  public static AuthAnnouncement of(SignatureScheme scheme) {
    return new AuthAnnouncement(AuthMethod.DIGITAL_SIGNATURE, 0, Optional.of(scheme));
  }

  /** Of another method, with any authority. */
  public static AuthAnnouncement of(AuthMethod method) {
    return new AuthAnnouncement(method, 0, Optional.empty());
  }

  /** Notification data with these announcements. */
  @Clause("rfc9593:3.2.2")
  public static byte[] encode(List<AuthAnnouncement> announcements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (AuthAnnouncement announcement : announcements) {
      boolean short2 =
          announcement.method.equals(AuthMethod.SHARED_KEY)
              || announcement.method.equals(AuthMethod.NULL);
      byte[] algorithm =
          announcement.scheme.map(SignatureScheme::algorithmIdentifier).orElse(new byte[0]);
      out.write((short2 ? 2 : 3) + algorithm.length);
      out.write(announcement.method.value());
      if (!short2) {
        out.write(announcement.certLink);
      }
      out.writeBytes(algorithm);
    }
    return out.toByteArray();
  }

  /**
   * Reads notification data. What is not understood is left out: an unknown method, an algorithm
   * that we do not have, a length that does not fit the method; what comes after an announcement
   * that is longer than the data, too.
   */
  // = rfc9593:3.2/1
  public static List<AuthAnnouncement> decode(byte[] data) {
    List<AuthAnnouncement> announcements = new ArrayList<>();
    int at = 0;
    while (at < data.length) {
      int length = data[at] & 0xff;
      if (length < 2 || at + length > data.length) {
        break;
      }
      AuthMethod method = AuthMethod.of(data[at + 1] & 0xff);
      int link = length > 2 ? data[at + 2] & 0xff : 0;
      boolean two = method.equals(AuthMethod.SHARED_KEY) || method.equals(AuthMethod.NULL);
      if (two && length == 2) {
        announcements.add(of(method));
      } else if (method.equals(AuthMethod.DIGITAL_SIGNATURE) && length > 3) {
        SignatureData.scheme(Arrays.copyOfRange(data, at + 3, at + length))
            .map(scheme -> new AuthAnnouncement(method, link, Optional.of(scheme)))
            .ifPresent(announcements::add);
      } else if (!SignatureData.schemesOf(method).isEmpty() && length == 3) {
        announcements.add(new AuthAnnouncement(method, link, Optional.empty()));
      }
      at += length;
    }
    return List.copyOf(announcements);
  }
}
