package io.spendhub.replay.client;

/** The replay cannot go on; the message is a sentence for the one who started it. */
public class ReplayFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReplayFailure(String message) {
    super(message);
  }

  public ReplayFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
