package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.events.StoredEvent;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of each commit make its digest. Commits, transfers and events are read side by side in
 * the order of the commits, so nothing is held in memory but one commit.
 */
@ApplicationScoped
class DigestsMatchRows implements VerificationCheck {
  private static final String COMMITS =
      """
      select id::text as of, digest, answers_digest, audit_digest from ledger.commits
      where organization_id = ? order by id
      """;
  private static final String TRANSFERS =
      """
      select commit_id::text as of, id, kind, purpose, debit_account_id, credit_account_id, amount, at,
             subject_id, operation_id, reference
      from ledger.transfers where organization_id = ? order by commit_id, id
      """;
  private static final String EVENTS =
      """
      select commit_id::text as of, id, type, at, subject, request_id, data::text
      from platform.events where organization_id = ? order by commit_id, ordinal
      """;

  @Override
  public String name() {
    return "digests_match_rows";
  }

  @Override
  public Finding run(Snapshot snapshot, UUID organizationId) {
    try (CommitRows commits = new CommitRows(snapshot, COMMITS, organizationId);
        CommitRows transfers = new CommitRows(snapshot, TRANSFERS, organizationId);
        CommitRows events = new CommitRows(snapshot, EVENTS, organizationId)) {
      return compare(commits, transfers, events);
    }
  }

  private static Finding compare(CommitRows commits, CommitRows transfers, CommitRows events) {
    long compared = 0;
    for (; commits.hasCurrent(); commits.next()) {
      compared++;
      String id = commits.commitId();
      if (transfers.isBefore(id) || events.isBefore(id)) {
        break;
      }
      CommitDigest digest = new CommitDigest();
      for (; transfers.isOf(id); transfers.next()) {
        digest.add(transfer(transfers.row()));
      }
      for (; events.isOf(id); events.next()) {
        digest.add(event(events.row()));
      }
      digest
          .coverAnswers(commits.row().bytesIfAny("answers_digest").orElse(null))
          .coverAudit(commits.row().bytesIfAny("audit_digest").orElse(null));
      if (!Arrays.equals(digest.finish(), commits.row().bytes("digest"))) {
        return new Finding(compared, Optional.of("the rows of commit " + id + " have changed"));
      }
    }
    return new Finding(compared, transfers.stray().or(events::stray));
  }

  private static String[] transfer(Row row) {
    return new String[] {
      "transfer",
      row.text("id"),
      row.text("kind"),
      row.text("purpose"),
      row.text("debit_account_id"),
      row.text("credit_account_id"),
      row.text("amount"),
      row.instant("at").toString(),
      row.textIfAny("subject_id").orElse(""),
      row.textIfAny("operation_id").orElse(""),
      row.textIfAny("reference").orElse("")
    };
  }

  private static String[] event(Row row) {
    return new StoredEvent(
            row.uuid("id"),
            row.text("type"),
            row.instant("at"),
            row.uuid("subject"),
            row.text("request_id"),
            row.text("data"))
        .digestFields();
  }
}
