package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.path.Path;
import org.yett.ike.transport.Opening;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.SealedMessage;

/** Who gets what is new and authentic of the messages of one IKE SA. */
interface ChannelListener {
  /** Whether requests are taken now. */
  boolean takesRequests();

  void onRequest(Opening.Whole request, Pending pending);

  /** The ways on which to send a request now. */
  List<Path> pathsFor(Outstanding request);

  /** An authentic response has come from there. */
  void onAnsweredFrom(Path from, Outstanding request);

  void onResponse(Opening.Whole response, Outstanding request);

  /** A response in clear, as IKE_SA_INIT has it: whether it settles the request is not known. */
  void onClearResponse(Message response, Outstanding request);

  void onNoAnswer(Outstanding request);

  /** Whether a new request is to be opened at all: it may lack what has to come in clear. */
  boolean admits(SealedMessage request);
}
