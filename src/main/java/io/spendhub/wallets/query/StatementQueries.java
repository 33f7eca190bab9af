package io.spendhub.wallets.query;

import static java.util.stream.Collectors.toSet;

import io.quarkus.arc.All;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.Statements;
import io.spendhub.ledger.Statements.Direction;
import io.spendhub.ledger.Statements.Entry;
import io.spendhub.ledger.Statements.Period;
import io.spendhub.ledger.Statements.Position;
import io.spendhub.platform.http.json.Timestamps;
import io.spendhub.platform.http.lists.Cursor;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.wallets.EntryDetails;
import io.spendhub.wallets.EntryDetails.Cause;
import io.spendhub.wallets.EntryDetails.Detail;
import io.spendhub.wallets.EntryView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The statement of a wallet: the ledger's entries with what upper contexts know of them. */
@ApplicationScoped
public class StatementQueries {
  private final Statements statements;
  private final List<EntryDetails> details;

  StatementQueries(Statements statements, @All List<EntryDetails> details) {
    this.statements = statements;
    this.details = details;
  }

  /**
   * Entries of a wallet, newest first.
   *
   * @param from earliest ledger time, included
   * @param to latest ledger time, excluded
   */
  public Page<EntryView> entries(
      UUID organizationId,
      UUID walletId,
      String currency,
      Optional<Instant> from,
      Optional<Instant> to,
      PageQuery page) {
    Period period = new Period(from, to, page.after().map(StatementQueries::place), page.fetch());
    List<Entry> entries = statements.entries(organizationId, walletId, period);
    Map<Cause, Detail> known = describe(organizationId, entries);
    List<EntryView> views = entries.stream().map(entry -> view(entry, currency, known)).toList();
    return Page.of(views, page, entry -> entry.at() + " " + entry.sequence());
  }

  private Map<Cause, Detail> describe(UUID organizationId, List<Entry> entries) {
    Set<Cause> causes = entries.stream().flatMap(entry -> cause(entry).stream()).collect(toSet());
    Map<Cause, Detail> known = new HashMap<>();
    if (!causes.isEmpty()) {
      details.forEach(context -> known.putAll(context.describe(organizationId, causes)));
    }
    return known;
  }

  private static Optional<Cause> cause(Entry entry) {
    return entry.subjectId().map(subject -> new Cause(subject, entry.operationId()));
  }

  private static EntryView view(Entry entry, String currency, Map<Cause, Detail> known) {
    Optional<Detail> detail = cause(entry).map(known::get);
    return new EntryView(
        entry.id(),
        entry.position().sequence(),
        entry.position().at(),
        kind(entry),
        entry.amount(),
        currency,
        entry.direction(),
        entry.after().posted(),
        entry.after().held(),
        detail.flatMap(Detail::authorizationId),
        detail.flatMap(Detail::redemptionId),
        entry.reference(),
        detail.flatMap(Detail::merchant),
        detail.map(Detail::metadata).orElse(Map.of()));
  }

  private static String kind(Entry entry) {
    if (entry.purpose() != Purpose.TRANSFER) {
      return entry.purpose().name();
    }
    return entry.direction() == Direction.DEBIT ? "TRANSFER_OUT" : "TRANSFER_IN";
  }

  private static Position place(String cursor) {
    int space = Math.max(cursor.indexOf(' '), 0);
    // Not by Instant.parse, which knows years that no database does.
    Instant at = Timestamps.parse(cursor.substring(0, space)).orElseThrow(Cursor::invalid);
    try {
      return new Position(at, Long.parseLong(cursor.substring(space + 1)));
    } catch (NumberFormatException notOurs) {
      throw Cursor.invalid();
    }
  }
}
