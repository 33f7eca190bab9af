package io.spendhub.replay.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendhub.replay.purchases.Purchase;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the service says has happened, counted and added up from entries and declines. */
public final class Tally {

  /** What became of a row, or of a part of it. */
  enum Outcome {
    CLEARED,
    FORCE_POSTED,
    EXCESS,
    LINKED_REFUND,
    UNLINKED_REFUND,
    DECLINED
  }

  /** Where a figure belongs; a figure is kept for each of these that occurs. */
  record Heading(String team, String category, String currency, Outcome outcome) {
    boolean isSpend() {
      return switch (outcome) {
        case CLEARED, FORCE_POSTED, EXCESS -> true;
        case LINKED_REFUND, UNLINKED_REFUND, DECLINED -> false;
      };
    }

    boolean isRefund() {
      return outcome == Outcome.LINKED_REFUND || outcome == Outcome.UNLINKED_REFUND;
    }
  }

  /** So many entries, of so much in minor units together. */
  public record Figure(long count, long minor) {
    public static final Figure ZERO = new Figure(0, 0);

    public Figure plus(Figure other) {
      return new Figure(Math.addExact(count, other.count), Math.addExact(minor, other.minor));
    }
  }

  private final Map<Heading, Figure> figures = new HashMap<>();
  private final SortedMap<String, Long> declinesByCode = new TreeMap<>();
  private final Set<String> heldAuthorizations = new HashSet<>();

  /** Counts one entry of a wallet's statement; holds are counted once per authorization. */
  public void addEntry(String team, JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "HOLD" -> heldAuthorizations.add(entry.path("authorizationId").asText());
      case "CLEARING" -> add(team, Outcome.CLEARED, entry, "amount");
      case "EXCESS" -> add(team, Outcome.EXCESS, entry, "amount");
      case "FORCE_POST" -> add(team, Outcome.FORCE_POSTED, entry, "amount");
      case "REFUND" -> add(team, Outcome.LINKED_REFUND, entry, "amount");
      case "UNLINKED_REFUND" -> add(team, Outcome.UNLINKED_REFUND, entry, "amount");
      default -> {
        // Releases and what the wallet's owner moves are no part of what its cards spent.
      }
    }
  }

  public void addDecline(String team, JsonNode authorization) {
    declinesByCode.merge(authorization.path("declineCode").asText(), 1L, Long::sum);
    add(team, Outcome.DECLINED, authorization, "requestedAmount");
  }

  public void addAll(Tally other) {
    other.figures.forEach((heading, figure) -> figures.merge(heading, figure, Figure::plus));
    other.declinesByCode.forEach((code, count) -> declinesByCode.merge(code, count, Long::sum));
    heldAuthorizations.addAll(other.heldAuthorizations);
  }

  Figure sum(Predicate<Heading> where) {
    return figures.entrySet().stream()
        .filter(figure -> where.test(figure.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Figure.ZERO, Figure::plus);
  }

  Set<Heading> headings() {
    return Set.copyOf(figures.keySet());
  }

  long approvals() {
    return heldAuthorizations.size();
  }

  /** In the alphabet's order of the codes. */
  SortedMap<String, Long> declinesByCode() {
    return Collections.unmodifiableSortedMap(declinesByCode);
  }

  private void add(String team, Outcome outcome, JsonNode item, String amountField) {
    String category = item.path("metadata").path("category").asText(Purchase.NONE);
    Heading heading = new Heading(team, category, item.path("currency").asText(), outcome);
    figures.merge(heading, new Figure(1, item.path(amountField).asLong()), Figure::plus);
  }
}
