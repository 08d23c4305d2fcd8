package org.yett.gateway.vici;

import java.util.function.Function;
import org.yett.gateway.control.Outcome;

/** The answers that most commands give. */
final class Replies {

  private Replies() {}

  static ViciMessage success() {
    return ViciMessage.builder().put("success", "yes").build();
  }

  static ViciMessage failure(String reason) {
    return ViciMessage.builder().put("success", "no").put("errmsg", reason).build();
  }

  /**
   * @param notFound what to say if what was named does not exist
   * @param failed what to say for a reason of failure
   */
  static ViciMessage of(Outcome outcome, String notFound, Function<String, String> failed) {
    return switch (outcome) {
      case Outcome.Done done -> success();
      case Outcome.NotFound missing -> failure(notFound);
      case Outcome.Failed failure -> failure(failed.apply(failure.reason()));
    };
  }
}
