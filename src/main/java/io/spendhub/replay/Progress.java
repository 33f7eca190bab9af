package io.spendhub.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows how far the rows are: a bar on a terminal, else a line every few seconds. */
final class Progress implements AutoCloseable {
  private static final Duration BAR_EVERY = Duration.ofMillis(200);
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final int rows;
  private final long startNanos = System.nanoTime();
  private final AtomicInteger done = new AtomicInteger();
  private final Thread painter;

  private Progress(PrintStream out, boolean terminal, int rows) {
    this.out = out;
    this.terminal = terminal;
    this.rows = rows;
    this.painter = Thread.ofVirtual().name("progress").unstarted(this::paint);
  }

  static Progress start(PrintStream out, boolean terminal, int rows) {
    Progress progress = new Progress(out, terminal, rows);
    progress.painter.start();
    return progress;
  }

  void rowDone() {
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
    String text = line(done.get(), rows, seconds);
    if (terminal) {
      out.print("\r" + bar(done.get(), rows) + " " + text + "\u001b[K");
      out.flush();
    } else {
      out.println(text);
    }
  }

  static String bar(int done, int rows) {
    int filled = (int) ((long) BAR_WIDTH * done / rows);
    return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "]";
  }

  static String line(int done, int rows, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String left = rate > 0 ? Durations.text((rows - done) / rate) + " left" : "starting";
    return String.format(
        Locale.ROOT,
        "%,d of %,d rows, %d %%, %,.0f rows/s, %s",
        done,
        rows,
        100L * done / rows,
        rate,
        left);
  }
}
