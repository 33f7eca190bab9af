package io.spendhub.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one replay is asked to do.
 *
 * @param limits of every card; part of what the replay is, so other limits are another replay
 * @param requests how many requests are in flight at once
 */
record Options(Path file, List<CardLimit> limits, int requests) {
  static final String USAGE =
      """
      replay FILE [--limit WINDOW=AMOUNT]... [--requests N]
        FILE       card purchases as CSV, plain or gzip
        --limit    a limit of every card, in minor units, such as DAILY=50000
        --requests how many requests are in flight at once, 1 to 256 (128)""";

  static final int DEFAULT_REQUESTS = 128;
  private static final int MOST_REQUESTS = 256;

  Options {
    limits = List.copyOf(limits);
  }

  /**
   * Reads the arguments of the command line.
   *
   * @throws IllegalArgumentException saying which argument is wrong
   */
  static Options parse(String[] args) {
    Optional<Path> file = Optional.empty();
    List<CardLimit> limits = new ArrayList<>();
    int requests = DEFAULT_REQUESTS;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--limit" -> limits.add(CardLimit.parse(valueAfter(args, i++)));
        case "--requests" -> requests = count(valueAfter(args, i++));
        default -> {
          if (args[i].startsWith("--") || file.isPresent()) {
            throw new IllegalArgumentException("\"" + args[i] + "\" is not understood");
          }
          file = Optional.of(Path.of(args[i]));
        }
      }
    }
    requireDistinctWindows(limits);
    return new Options(
        file.orElseThrow(() -> new IllegalArgumentException("a file is missing")),
        limits,
        requests);
  }

  private static String valueAfter(String[] args, int index) {
    if (index + 1 >= args.length) {
      throw new IllegalArgumentException(args[index] + " needs a value");
    }
    return args[index + 1];
  }

  private static int count(String text) {
    int count = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > MOST_REQUESTS) {
      throw new IllegalArgumentException("--requests is a number from 1 to " + MOST_REQUESTS);
    }
    return count;
  }

  private static void requireDistinctWindows(List<CardLimit> limits) {
    Set<String> windows = new HashSet<>();
    for (CardLimit limit : limits) {
      if (!windows.add(limit.window())) {
        throw new IllegalArgumentException(limit.window() + " is limited twice");
      }
    }
  }
}
