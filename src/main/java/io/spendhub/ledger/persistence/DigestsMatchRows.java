package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.events.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String COMMITS =
      "select id::text, digest from ledger.commits where organization_id = ? order by id";
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
    try (Rows commits = new Rows(snapshot, COMMITS, organizationId);
        Rows transfers = new Rows(snapshot, TRANSFERS, organizationId);
        Rows events = new Rows(snapshot, EVENTS, organizationId)) {
      return compare(commits, transfers, events);
    }
  }

  private static Finding compare(Rows commits, Rows transfers, Rows events) throws SQLException {
    long compared = 0;
    for (; commits.hasCurrent(); commits.next()) {
      compared++;
      String id = commits.commitId();
      if (transfers.isBefore(id) || events.isBefore(id)) {
        break;
      }
      CommitDigest digest = new CommitDigest();
      for (; transfers.isOf(id); transfers.next()) {
        digest.add(transfer(transfers.row));
      }
      for (; events.isOf(id); events.next()) {
        digest.add(event(events.row));
      }
      if (!Arrays.equals(digest.finish(), commits.row.getBytes(2))) {
        return new Finding(compared, Optional.of("the rows of commit " + id + " have changed"));
      }
    }
    return new Finding(compared, stray(transfers).or(() -> stray(events)));
  }

  private static Optional<String> stray(Rows rows) {
    return rows.hasCurrent()
        ? Optional.of("rows belong to commit " + rows.commitId() + ", which does not exist")
        : Optional.empty();
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

  /** Rows in the order of their commits, of which one is current. */
  private static final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet row;
    private Optional<String> commitId = Optional.empty();

    Rows(Connection snapshot, String sql, UUID organizationId) throws SQLException {
      statement = snapshot.prepareStatement(sql);
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setObject(1, organizationId);
      row = statement.executeQuery();
      next();
    }

    void next() throws SQLException {
      commitId = row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }

    boolean hasCurrent() {
      return commitId.isPresent();
    }

    String commitId() {
      return commitId.orElseThrow();
    }

    boolean isOf(String commit) {
      return commitId.filter(commit::equals).isPresent();
    }

    /** Lower-case hexadecimal sorts as PostgreSQL sorts the ids themselves. */
    boolean isBefore(String commit) {
      return commitId.filter(id -> id.compareTo(commit) < 0).isPresent();
    }

    @Override
    public void close() throws SQLException {
      row.close();
      statement.close();
    }
  }
}
