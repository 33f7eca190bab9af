package io.spendhub.replay.client;

import java.time.Duration;

/** The replay was asked to stop; the same command goes on with it. */
public final class Stopped extends ReplayFailure {
  private static final long serialVersionUID = 1L;

  private Stopped(Throwable cause) {
    super("The replay was stopped; the same command goes on with it.", cause);
  }

  public static Stopped by(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new Stopped(cause);
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      throw by(interrupted);
    }
  }
}
