package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.events.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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
      select id::text, digest, answers_digest from ledger.commits
      where organization_id = ? order by id
      """;
  private static final String TRANSFERS =
      """
      select commit_id::text, id, kind, purpose, debit_account_id, credit_account_id, amount, at,
             subject_id, operation_id, reference
      from ledger.transfers where organization_id = ? order by commit_id, id
      """;
  private static final String EVENTS =
      """
      select commit_id::text, id, type, at, subject, request_id, data::text
      from platform.events where organization_id = ? order by commit_id, ordinal
      """;

  @Override
  public String name() {
    return "digests_match_rows";
  }

  @Override
  public Finding run(Connection snapshot, UUID organizationId) throws SQLException {
    try (CommitRows commits = new CommitRows(snapshot, COMMITS, organizationId);
        CommitRows transfers = new CommitRows(snapshot, TRANSFERS, organizationId);
        CommitRows events = new CommitRows(snapshot, EVENTS, organizationId)) {
      return compare(commits, transfers, events);
    }
  }

  private static Finding compare(CommitRows commits, CommitRows transfers, CommitRows events)
      throws SQLException {
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
      digest.coverAnswers(commits.row().getBytes(3));
      if (!Arrays.equals(digest.finish(), commits.row().getBytes(2))) {
        return new Finding(compared, Optional.of("the rows of commit " + id + " have changed"));
      }
    }
    return new Finding(compared, transfers.stray().or(events::stray));
  }

  private static String[] transfer(ResultSet row) throws SQLException {
    return new String[] {
      "transfer",
      row.getString(2),
      row.getString(3),
      row.getString(4),
      row.getString(5),
      row.getString(6),
      row.getString(7),
      instant(row, 8),
      orEmpty(row, 9),
      orEmpty(row, 10),
      orEmpty(row, 11)
    };
  }

  private static String[] event(ResultSet row) throws SQLException {
    return new StoredEvent(
            row.getObject(2, UUID.class),
            row.getString(3),
            row.getObject(4, OffsetDateTime.class).toInstant(),
            row.getObject(5, UUID.class),
            row.getString(6),
            row.getString(7))
        .digestFields();
  }

  private static String instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().toString();
  }

  private static String orEmpty(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
