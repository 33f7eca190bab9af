package io.spendhub.authorizations.rpc;

import java.util.function.IntConsumer;

/**
 * How many commands a caller is asked for: one until it is known to be one who may, then as many as
 * are held of it at most, and one more for each outcome that it has taken. For its event loop only.
 */
final class Demand {
  static final int MOST_IN_FLIGHT = 512;

  private final IntConsumer asking;
  private int inFlight;
  private boolean halfClosed;

  Demand(IntConsumer asking) {
    this.asking = asking;
    asking.accept(1);
  }

  /** The caller is one who may. */
  void allowed() {
    ask(MOST_IN_FLIGHT - 1);
  }

  void came() {
    inFlight++;
  }

  void taken(int outcomes) {
    inFlight -= outcomes;
    ask(outcomes);
  }

  /** The caller sends no more. */
  void halfClosed() {
    halfClosed = true;
  }

  /** Whether there is no outcome any more that the caller has not taken. */
  boolean isOver() {
    return halfClosed && inFlight == 0;
  }

  private void ask(int commands) {
    if (!halfClosed && commands > 0) {
      asking.accept(commands);
    }
  }
}
