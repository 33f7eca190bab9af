package io.spendhub.testing.api;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What is logged meanwhile, by the service too where it runs in the same JVM. A packaged program
 * keeps its log to itself.
 */
public final class Logged {
  /** Stands in each log, and so proves that there is one. */
  public static final String ITS_OWN_LINE = "listening to the log";

  private Logged() {}

  /** Everything that was logged while these calls were made. */
  public static String during(Runnable calls) {
    Logger root = Logger.getLogger("");
    Lines lines = new Lines();
    root.addHandler(lines);
    try {
      Logger.getLogger(Logged.class.getName()).info(ITS_OWN_LINE);
      calls.run();
    } finally {
      root.removeHandler(lines);
    }
    return lines.text();
  }

  private static final class Lines extends Handler {
    @SuppressWarnings("JdkObsolete") // several threads log at once
    private final StringBuffer text = new StringBuffer();

    Lines() {
      setLevel(Level.ALL);
      setFormatter(new SimpleFormatter());
    }

    String text() {
      return text.toString();
    }

    @Override
    public void publish(LogRecord line) {
      text.append(getFormatter().format(line));
    }

    @Override
    public void flush() {
      // Nothing waits to be written.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
