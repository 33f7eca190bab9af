package io.spendhub.replay.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** How fast something goes of late: what was slow or fast at first says nothing of the rest. */
final class Pace {
  private static final double OF_LATE_SECONDS = 15;

  private record Mark(double seconds, int done) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /** So much is done after so many seconds. */
  void mark(double seconds, int done) {
    marks.addLast(new Mark(seconds, done));
    while (marks.size() > 2 && second().seconds() <= seconds - OF_LATE_SECONDS) {
      marks.removeFirst();
    }
  }

  /** Zero before anything is known. */
  double perSecond() {
    if (marks.isEmpty()) {
      return 0;
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    double seconds = last.seconds() - first.seconds();
    return seconds > 0 ? (last.done() - first.done()) / seconds : 0;
  }

  private Mark second() {
    Iterator<Mark> oldestFirst = marks.iterator();
    oldestFirst.next();
    return oldestFirst.next();
  }
}
