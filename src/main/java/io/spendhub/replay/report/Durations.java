package io.spendhub.replay.report;

import java.util.Locale;

/** Seconds for people: {@code 4.2 s}, {@code 3 min 05 s}, {@code 1 h 02 min}. */
public final class Durations {
  private Durations() {}

  public static String text(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
