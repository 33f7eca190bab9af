package io.spendhub.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happened on guarded accounts, read on the side that may lag. */
public interface Statements {
  /** Which side of a transfer the account was on. */
  enum Direction {
    DEBIT,
    CREDIT
  }

  /**
   * A place in a statement, which is ordered by ledger time and then by number.
   *
   * @param sequence the account's own number, from 1 without a gap
   */
  record Position(Instant at, long sequence) {}

  /**
   * One entry: a transfer as one of its accounts saw it.
   *
   * @param id the transfer's
   * @param after what the account stood at then
   */
  record Entry(
      UUID id,
      Position position,
      Purpose purpose,
      Direction direction,
      long amount,
      Balance after,
      Optional<UUID> subjectId,
      Optional<UUID> operationId,
      Optional<String> reference) {}

  /**
   * Which entries are wanted, newest first.
   *
   * @param from earliest ledger time, included
   * @param to latest ledger time, excluded
   * @param before only entries older than this place
   */
  record Period(
      Optional<Instant> from, Optional<Instant> to, Optional<Position> before, int limit) {}

  List<Entry> entries(UUID organizationId, UUID accountId, Period period);

  /**
   * What time it is for an account: the greater of the clock and its last commit, so that all that
   * happened on it is in what is told of it as of now.
   */
  Instant now(UUID organizationId, UUID accountId);

  Map<UUID, Balance> balances(UUID organizationId, Collection<UUID> accountIds);
}
