package org.yett.ike.exchange;

import java.io.ByteArrayOutputStream;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.wire.Message;
import org.yett.spec.iana.NotifyType;

/**
 * Downgrade prevention: if both ends have announced IKE_SA_INIT_FULL_TRANSCRIPT_AUTH, each side
 * authenticates both messages of IKE_SA_INIT as it saw them, not its own alone. Who has broken the
 * first key exchange and edits what the ends say to each other there cannot make both agree then.
 *
 * <p>In place of RealMessage stand 8 zero octets, the message that the side received and the one
 * that it sent. Unconfirmed by any other implementation so far, and therefore off by default.
 */
final class TranscriptAuth {

  private static final int ZEROS = 8;

  private TranscriptAuth() {}

  /** Whether both ends have announced it, as far as this end has seen. */
  static boolean agreed(Handshake handshake) {
    return handshake.resumed().isEmpty()
        && announces(handshake.saInitRequest())
        && announces(handshake.saInitResponse());
  }

  private static boolean announces(Message message) {
    return message.notification(NotifyType.IKE_SA_INIT_FULL_TRANSCRIPT_AUTH).isPresent();
  }

  /** Whether a connection insists on it, and it was not agreed. */
  static boolean isMissing(TranscriptPolicy policy, Handshake handshake) {
    return policy == TranscriptPolicy.REQUIRED && !agreed(handshake);
  }

  /** What the initiator authenticates of IKE_SA_INIT. */
  static byte[] realMessage1(Handshake handshake) {
    return agreed(handshake)
        ? transcript(handshake.saInitResponse(), handshake.saInitRequest())
        : handshake.saInitRequest().octets().toArray();
  }

  /** What the responder authenticates of IKE_SA_INIT. */
  static byte[] realMessage2(Handshake handshake) {
    return agreed(handshake)
        ? transcript(handshake.saInitRequest(), handshake.saInitResponse())
        : handshake.saInitResponse().octets().toArray();
  }

  private static byte[] transcript(Message received, Message sent) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[ZEROS]);
    out.writeBytes(received.octets().toArray());
    out.writeBytes(sent.octets().toArray());
    return out.toByteArray();
  }
}
