package io.spendhub.replay;

/** The replay cannot go on; the message is a sentence for the one who started it. */
class ReplayFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplayFailure(String message) {
    super(message);
  }

  ReplayFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
