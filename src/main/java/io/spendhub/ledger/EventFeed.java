package io.spendhub.ledger;

import io.spendhub.platform.events.EventView;
import io.spendhub.platform.http.lists.Cursor;
import io.spendhub.shared.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The feed of an organization's events. Only sealed commits are in it: their numbers were given to
 * what was visible, so nothing can ever appear before a position that was read already.
 */
public interface EventFeed {

  /**
   * A place in the feed of an organization's events: behind an event, or behind a commit.
   *
   * @param commit the number that the sealer gave it, from 1; 0 before the first
   * @param ordinal of the event in its commit, from 0; the greatest there is behind all of them
   */
  record FeedPosition(long commit, long ordinal) implements Comparable<FeedPosition> {
    public static final FeedPosition BEGINNING = new FeedPosition(0, 0);

    /** One commit has far fewer events than a million; so many commits fit beside in 53 bits. */
    private static final int ORDINAL_BITS = 20;

    private static final Comparator<FeedPosition> ORDER =
        Comparator.comparingLong(FeedPosition::commit).thenComparingLong(FeedPosition::ordinal);

    /**
     * The place that a cursor names.
     *
     * @param pointer the parameter or the field that holds the cursor
     * @throws Refusal 400 {@code invalid_cursor} if it was not given out by the feed
     */
    public static FeedPosition of(String pointer, String cursor) {
      try {
        String position = Cursor.decode(cursor);
        int colon = position.indexOf(':');
        return new FeedPosition(
            count(position.substring(0, Math.max(colon, 0))), count(position.substring(colon + 1)));
      } catch (NumberFormatException | Refusal notOurs) {
        throw Refusal.invalidField(pointer, "invalid_cursor", "The cursor was not given out here.");
      }
    }

    private static long count(String text) {
      long count = Long.parseLong(text);
      if (count < 0) {
        throw new NumberFormatException(text);
      }
      return count;
    }

    /** Behind all events of a commit. */
    public static FeedPosition behind(long commit) {
      return new FeedPosition(commit, Long.MAX_VALUE);
    }

    /** The place behind the event with this sequence. */
    public static FeedPosition ofSequence(long sequence) {
      return new FeedPosition(sequence >> ORDINAL_BITS, sequence & ((1L << ORDINAL_BITS) - 1));
    }

    /** As readers of the feed hand it back. */
    public String cursor() {
      return Cursor.encode(commit + ":" + ordinal);
    }

    /** The order of events as one number, which JSON can hold; of a place behind an event only. */
    public long sequence() {
      if (ordinal >> ORDINAL_BITS != 0) {
        throw new IllegalStateException("no event is at " + this);
      }
      return (commit << ORDINAL_BITS) + ordinal;
    }

    @Override
    public int compareTo(FeedPosition other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A stretch of the feed, oldest first.
   *
   * @param last where to read on; where it was asked for if nothing followed
   * @param reached up to where there is nothing but these events; further on than {@code last}
   *     where commits without events follow
   */
  record Stretch(List<EventView> events, FeedPosition last, FeedPosition reached) {}

  /** What follows a position. */
  Stretch after(UUID organizationId, FeedPosition position, int atMost);

  /** The events of these sequences, in no order, without those that are not there yet. */
  List<EventView> of(UUID organizationId, Collection<Long> sequences);

  /** How far the feeds of these organizations reach now; one without a commit is left out. */
  Map<UUID, FeedPosition> ends(Collection<UUID> organizationIds);
}
