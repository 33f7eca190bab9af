package io.spendhub.ledger.persistence;

import static io.spendhub.platform.sql.Type.BYTEA;
import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.INT4;
import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.JSON_TEXT;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;

import io.spendhub.ledger.domain.Account;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.ledger.domain.Transfer;
import io.spendhub.ledger.domain.Transfer.Entry;
import io.spendhub.platform.audit.AuditLine;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.audit.Origin;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.events.EventText;
import io.spendhub.platform.events.StoredEvent;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Saves what a journal holds: one statement a table, however many rows. */
@ApplicationScoped
class JournalWriter {
  private static final Table<Account> ACCOUNTS =
      Table.<Account>of("ledger.accounts")
          .key("id", UUID, Account::id)
          .later("debits_posted", INT8, Account::debitsPosted)
          .later("credits_posted", INT8, Account::creditsPosted)
          .later("holds_opened", INT8, Account::holdsOpened)
          .later("holds_resolved", INT8, Account::holdsResolved)
          .later("last_sequence", INT8, Account::lastSequence);
  private static final Table<Transfer> TRANSFERS =
      Table.<Transfer>of("ledger.transfers")
          .column("id", UUID, Transfer::id)
          .column("kind", CONSTANT, transfer -> transfer.posting().purpose().kind())
          .column("purpose", CONSTANT, transfer -> transfer.posting().purpose())
          .column("debit_account_id", UUID, transfer -> transfer.posting().debitAccountId())
          .column("credit_account_id", UUID, transfer -> transfer.posting().creditAccountId())
          .column("amount", INT8, transfer -> transfer.posting().amount())
          .column("subject_id", UUID.orNull(), transfer -> transfer.posting().subjectId())
          .column("operation_id", UUID.orNull(), transfer -> transfer.posting().operationId())
          .column("reference", TEXT.orNull(), transfer -> transfer.posting().reference())
          .column("debit_sequence", INT8.orNull(), transfer -> sequence(transfer.debit()))
          .column("debit_posted_after", INT8.orNull(), transfer -> posted(transfer.debit()))
          .column("debit_held_after", INT8.orNull(), transfer -> held(transfer.debit()))
          .column("credit_sequence", INT8.orNull(), transfer -> sequence(transfer.credit()))
          .column("credit_posted_after", INT8.orNull(), transfer -> posted(transfer.credit()))
          .column("credit_held_after", INT8.orNull(), transfer -> held(transfer.credit()));
  private static final Table<Ordered> EVENTS =
      Table.<Ordered>of("platform.events")
          .column("ordinal", INT4, Ordered::ordinal)
          .column("id", UUID, ordered -> ordered.event().id())
          .column("type", TEXT, ordered -> ordered.event().type())
          .column("subject", UUID, ordered -> ordered.event().subject())
          .column("request_id", TEXT, ordered -> ordered.event().requestId())
          .column("data", JSON_TEXT, ordered -> ordered.event().data());
  private static final Table<Commit> COMMITS =
      Table.<Commit>of("ledger.commits")
          .column("id", UUID, Commit::id)
          .column("at", TIMESTAMPTZ, Commit::at)
          .column("digest", BYTEA, Commit::digest)
          .column("answers_digest", BYTEA.orNull(), Commit::answersDigest)
          .column("audit_digest", BYTEA.orNull(), Commit::auditDigest);

  /** An event with its place in its commit. */
  private record Ordered(int ordinal, StoredEvent event) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Commit(
      UUID id,
      Instant at,
      byte[] digest,
      Optional<byte[]> answersDigest,
      Optional<byte[]> auditDigest) {}

  /** What a transaction saves beside its accounts. */
  record Contents(
      List<Transfer> transfers, List<Event> events, List<Change> changes, List<String> answers) {
    static Contents of(Change change) {
      return new Contents(List.of(), List.of(), List.of(change), List.of());
    }
  }

  private final Primary primary;
  private final EventText text;
  private final AuditLines audit;

  JournalWriter(Primary primary, EventText text, AuditLines audit) {
    this.primary = primary;
    this.text = text;
    this.audit = audit;
  }

  Origin currentOrigin() {
    return audit.currentOrigin();
  }

  /** Returns the id of the commit record. */
  UUID write(
      UUID organizationId,
      UUID commitId,
      Instant at,
      Collection<Account> accounts,
      Contents contents) {
    List<Ordered> ordered = ordered(contents.events(), at);
    List<AuditLine> lines = audit.of(contents.changes(), at);
    CommitDigest digest = new CommitDigest();
    contents.transfers().forEach(transfer -> digest.add(transfer.digestFields()));
    ordered.forEach(each -> digest.add(each.event().digestFields()));
    Optional<byte[]> answersDigest = digest(contents.answers());
    Optional<byte[]> auditDigest = digest(AuditLines.digestFields(lines));
    digest.coverAnswers(answersDigest.orElse(null)).coverAudit(auditDigest.orElse(null));
    Commit commit = new Commit(commitId, at, digest.finish(), answersDigest, auditDigest);
    primary.updateLater(ACCOUNTS.with("last_commit_at", TIMESTAMPTZ, at), organizationId, accounts);
    primary.insertLater(ofCommit(TRANSFERS, commit), organizationId, contents.transfers());
    primary.insertLater(ofCommit(EVENTS, commit), organizationId, ordered);
    audit.insert(organizationId, commitId, lines);
    primary.insertLater(COMMITS, organizationId, List.of(commit));
    return commitId;
  }

  private static Optional<byte[]> digest(List<String> fields) {
    return Optional.of(fields).filter(any -> !any.isEmpty()).map(CommitDigest::ofFields);
  }

  private static <T> Table<T> ofCommit(Table<T> table, Commit commit) {
    return table.with("commit_id", UUID, commit.id()).with("at", TIMESTAMPTZ, commit.at());
  }

  private List<Ordered> ordered(List<Event> events, Instant at) {
    List<Ordered> ordered = new ArrayList<>();
    for (Event event : events) {
      StoredEvent stored =
          new StoredEvent(
              Ids.next(),
              event.type(),
              at,
              event.subject(),
              event.requestId(),
              text.of(event.data()));
      ordered.add(new Ordered(ordered.size(), stored));
    }
    return ordered;
  }

  private static Optional<Long> sequence(Optional<Entry> entry) {
    return entry.map(Entry::sequence);
  }

  private static Optional<Long> posted(Optional<Entry> entry) {
    return entry.map(side -> side.after().posted());
  }

  private static Optional<Long> held(Optional<Entry> entry) {
    return entry.map(side -> side.after().held());
  }
}
