package io.spendhub.ledger.persistence;

import io.spendhub.ledger.Posting;
import io.spendhub.ledger.domain.Account;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.ledger.domain.Transfer;
import io.spendhub.ledger.domain.Transfer.Entry;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.events.EventText;
import io.spendhub.platform.events.StoredEvent;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Rows;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves what a journal holds: one statement a table, however many rows. */
@ApplicationScoped
class JournalWriter {
  private static final String UPDATE_ACCOUNTS =
      """
      update ledger.accounts a
      set debits_posted = n.debits_posted, credits_posted = n.credits_posted,
          holds_opened = n.holds_opened, holds_resolved = n.holds_resolved,
          last_sequence = n.last_sequence, last_commit_at = n.at
      from (select ?::uuid as organization_id, u.* from unnest(?, ?, ?, ?, ?, ?, ?) as u
        (id, debits_posted, credits_posted, holds_opened, holds_resolved, last_sequence, at)) n
      where a.organization_id = n.organization_id and a.id = n.id
      """;
  private static final String INSERT_TRANSFERS =
      """
      insert into ledger.transfers (organization_id, commit_id, at, id, kind, purpose,
        debit_account_id, credit_account_id, amount, subject_id, operation_id, reference,
        debit_sequence, debit_posted_after, debit_held_after,
        credit_sequence, credit_posted_after, credit_held_after)
      select ?, ?, ?::timestamptz, u.*
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;
  private static final String INSERT_EVENTS =
      """
      insert into platform.events
        (organization_id, commit_id, at, ordinal, id, type, subject, request_id, data)
      select ?, ?, ?::timestamptz, u.* from unnest(?, ?, ?, ?, ?, ?) as u
      """;
  private static final String INSERT_COMMIT =
      """
      insert into ledger.commits (organization_id, id, at, digest, answers_digest)
      select ?, u.* from unnest(?, ?, ?, ?) as u
      """;

  private final Primary primary;
  private final EventText text;

  JournalWriter(Primary primary, EventText text) {
    this.primary = primary;
    this.text = text;
  }

  /** Returns the id of the commit record. */
  UUID write(
      UUID organizationId,
      UUID commitId,
      Instant at,
      Collection<Account> accounts,
      List<Transfer> transfers,
      List<Event> events,
      List<String> answers) {
    CommitDigest digest = new CommitDigest();
    Rows transferRows = rows(transfers, digest);
    Rows eventRows = rows(events, at, digest);
    byte @Nullable [] answersDigest = answers.isEmpty() ? null : CommitDigest.ofAnswers(answers);
    digest.coverAnswers(answersDigest);
    Rows commit =
        new Rows("uuid", "timestamptz", "bytea", "bytea")
            .add(commitId, at, digest.finish(), answersDigest);
    primary.execute(rows(accounts, at), UPDATE_ACCOUNTS, organizationId);
    primary.execute(transferRows, INSERT_TRANSFERS, organizationId, commitId, at.toString());
    primary.execute(eventRows, INSERT_EVENTS, organizationId, commitId, at.toString());
    primary.execute(commit, INSERT_COMMIT, organizationId);
    return commitId;
  }

  private static Rows rows(Collection<Account> accounts, Instant at) {
    Rows rows = new Rows("uuid", "int8", "int8", "int8", "int8", "int8", "timestamptz");
    for (Account account : accounts) {
      rows.add(
          account.id(),
          account.debitsPosted(),
          account.creditsPosted(),
          account.holdsOpened(),
          account.holdsResolved(),
          account.lastSequence(),
          at);
    }
    return rows;
  }

  private static Rows rows(List<Transfer> transfers, CommitDigest digest) {
    Rows rows =
        new Rows(
            "uuid", "text", "text", "uuid", "uuid", "int8", "uuid", "uuid", "text", "int8", "int8",
            "int8", "int8", "int8", "int8");
    for (Transfer transfer : transfers) {
      Posting posting = transfer.posting();
      digest.add(transfer.digestFields());
      rows.add(
          transfer.id(),
          posting.purpose().kind(),
          posting.purpose(),
          posting.debitAccountId(),
          posting.creditAccountId(),
          posting.amount(),
          posting.subjectId().orElse(null),
          posting.operationId().orElse(null),
          posting.reference().orElse(null),
          sequence(transfer.debit()),
          posted(transfer.debit()),
          held(transfer.debit()),
          sequence(transfer.credit()),
          posted(transfer.credit()),
          held(transfer.credit()));
    }
    return rows;
  }

  private Rows rows(List<Event> events, Instant at, CommitDigest digest) {
    Rows rows = new Rows("int4", "uuid", "text", "uuid", "text", "json");
    for (int ordinal = 0; ordinal < events.size(); ordinal++) {
      Event event = events.get(ordinal);
      StoredEvent stored =
          new StoredEvent(
              Ids.next(),
              event.type(),
              at,
              event.subject(),
              event.requestId(),
              text.of(event.data()));
      digest.add(stored.digestFields());
      rows.add(
          ordinal, stored.id(), stored.type(), stored.subject(), stored.requestId(), stored.data());
    }
    return rows;
  }

  private static @Nullable Long sequence(Optional<Entry> entry) {
    return entry.map(Entry::sequence).orElse(null);
  }

  private static @Nullable Long posted(Optional<Entry> entry) {
    return entry.map(e -> e.after().posted()).orElse(null);
  }

  private static @Nullable Long held(Optional<Entry> entry) {
    return entry.map(e -> e.after().held()).orElse(null);
  }
}
