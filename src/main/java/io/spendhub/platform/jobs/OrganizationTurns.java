package io.spendhub.platform.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What a job has to do, in turns: some of every organization, then the next of each, so that none
 * waits for all that another has. Nothing comes twice.
 */
public final class OrganizationTurns<T> {
  /** A list of things to do that is read bit by bit. */
  @FunctionalInterface
  public interface Pages<T> {
    /**
     * The next of them.
     *
     * @param last where the list goes on
     */
    List<T> after(Optional<T> last, int atMost);
  }

  private final int atOnce;
  private final Map<UUID, Deque<Waiting<T>>> left = new LinkedHashMap<>();

  /**
   * No turns yet.
   *
   * @param atOnce how many things make a turn
   */
  public OrganizationTurns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Adds a list to what an organization has to have done. */
  public void add(UUID organizationId, Pages<T> pages) {
    left.computeIfAbsent(organizationId, first -> new ArrayDeque<>()).add(new Waiting<>(pages));
  }

  public boolean isOver() {
    return left.isEmpty();
  }

  /** The organizations that have a turn to come. */
  public Set<UUID> waiting() {
    return Set.copyOf(left.keySet());
  }

  /** Takes an organization out, whatever it has left. */
  public void leave(UUID organizationId) {
    left.remove(organizationId);
  }

  /** Takes the next of every organization that has any left. */
  public void round(BiConsumer<UUID, List<T>> work) {
    for (var ofOne : List.copyOf(left.entrySet())) {
      work.accept(ofOne.getKey(), next(ofOne.getValue()));
      if (ofOne.getValue().isEmpty()) {
        left.remove(ofOne.getKey());
      }
    }
  }

  private List<T> next(Deque<Waiting<T>> ofOne) {
    List<T> turn = new ArrayList<>();
    while (turn.size() < atOnce && !ofOne.isEmpty()) {
      int missing = atOnce - turn.size();
      List<T> page = ofOne.getFirst().next(missing);
      turn.addAll(page);
      if (page.size() < missing) {
        ofOne.removeFirst();
      }
    }
    return turn;
  }

  /** One list, and how far it was read. */
  private static final class Waiting<T> {
    private final Pages<T> pages;
    private Optional<T> last = Optional.empty();

    Waiting(Pages<T> pages) {
      this.pages = pages;
    }

    List<T> next(int atMost) {
      List<T> page = pages.after(last, atMost);
      if (!page.isEmpty()) {
        last = Optional.of(page.getLast());
      }
      return page;
    }
  }
}
