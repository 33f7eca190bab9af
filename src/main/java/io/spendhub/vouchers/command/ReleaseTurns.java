package io.spendhub.vouchers.command;

import io.spendhub.vouchers.domain.OverdueVouchers;
import io.spendhub.vouchers.domain.OverdueVouchers.Due;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The vouchers that were over at an instant, in turns: some of every organization, then the next of
 * each. What could not be released does not come again.
 */
final class ReleaseTurns {
  private final int atOnce;
  private final Map<UUID, Deque<Waiting>> left = new LinkedHashMap<>();

  ReleaseTurns(OverdueVouchers overdue, Instant now, int atOnce) {
    this.atOnce = atOnce;
    for (UUID organization : overdue.organizationsWithExpired(now)) {
      add(organization, (last, atMost) -> overdue.expired(organization, now, last, atMost));
    }
    for (var campaign : overdue.campaignsOver(now)) {
      add(campaign.organizationId(), (last, atMost) -> overdue.carrying(campaign, last, atMost));
    }
  }

  private void add(UUID organization, Pages pages) {
    left.computeIfAbsent(organization, first -> new ArrayDeque<>()).add(new Waiting(pages));
  }

  boolean isOver() {
    return left.isEmpty();
  }

  /** Takes the next of every organization that has any left. */
  void round(Consumer<List<Due>> release) {
    for (var ofOne : List.copyOf(left.entrySet())) {
      release.accept(next(ofOne.getValue()));
      if (ofOne.getValue().isEmpty()) {
        left.remove(ofOne.getKey());
      }
    }
  }

  private List<Due> next(Deque<Waiting> ofOne) {
    List<Due> turn = new ArrayList<>();
    while (turn.size() < atOnce && !ofOne.isEmpty()) {
      int missing = atOnce - turn.size();
      List<Due> page = ofOne.getFirst().next(missing);
      turn.addAll(page);
      if (page.size() < missing) {
        ofOne.removeFirst();
      }
    }
    return turn;
  }

  private interface Pages {
    List<Due> after(Optional<Due> last, int atMost);
  }

  /** One list of vouchers, and how far it was read. */
  private static final class Waiting {
    private final Pages pages;
    private Optional<Due> last = Optional.empty();

    Waiting(Pages pages) {
      this.pages = pages;
    }

    List<Due> next(int atMost) {
      List<Due> page = pages.after(last, atMost);
      if (!page.isEmpty()) {
        last = Optional.of(page.getLast());
      }
      return page;
    }
  }
}
