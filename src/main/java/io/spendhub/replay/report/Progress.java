package io.spendhub.replay.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows how far something is: a bar on a terminal, else a line every few seconds. */
public final class Progress implements AutoCloseable {
  private static final Duration BAR_EVERY = Duration.ofMillis(200);
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final String things;
  private final int all;
  private final Pace pace = new Pace();
  private final long startNanos = System.nanoTime();
  private final AtomicInteger done;
  private final Thread painter;

  private Progress(PrintStream out, boolean terminal, String things, int before, int all) {
    this.out = out;
    this.terminal = terminal;
    this.things = things;
    this.all = all;
    this.done = new AtomicInteger(before);
    pace.mark(0, before);
    this.painter = Thread.ofVirtual().name("progress").unstarted(this::paint);
  }

  /**
   * @param things what is counted, in the plural
   * @param before how many of them were there already
   */
  public static Progress start(
      PrintStream out, boolean terminal, String things, int before, int all) {
    Progress progress = new Progress(out, terminal, things, before, all);
    progress.painter.start();
    return progress;
  }

  public void oneDone() {
    done.incrementAndGet();
  }

  /** Shows where it stands, finished or not, and stops. */
  @Override
  public void close() {
    painter.interrupt();
    show();
    if (terminal) {
      out.println();
    }
  }

  private void paint() {
    try {
      while (true) {
        Thread.sleep(terminal ? BAR_EVERY : LINE_EVERY);
        show();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void show() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    int now = done.get();
    pace.mark(seconds, now);
    String text = line(things, now, all, pace.perSecond());
    if (terminal) {
      out.print("\r" + bar(now, all) + " " + text + "\u001b[K");
      out.flush();
    } else {
      out.println(text);
    }
  }

  static String bar(int done, int all) {
    int filled = (int) ((long) BAR_WIDTH * done / all);
    return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "]";
  }

  /**
   * @param rate how many a second, of late
   */
  static String line(String things, int done, int all, double rate) {
    String left =
        done >= all
            ? "done"
            : rate > 0 ? Durations.text((all - done) / rate) + " left" : "starting";
    return String.format(
        Locale.ROOT,
        "%,d of %,d %s, %d %%, %,.0f %s/s, %s",
        done,
        all,
        things,
        100L * done / all,
        rate,
        things,
        left);
  }
}
