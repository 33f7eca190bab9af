package io.spendhub.ledger.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows in the order of their commits, of which one is current. The first column is the commit's id
 * as text. Read a few at a time, so that a check holds one commit in memory, however many there
 * are.
 */
final class CommitRows implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 5_000;

  private final PreparedStatement statement;
  private final ResultSet row;
  private Optional<String> commitId = Optional.empty();

  /**
   * @param sql takes the organization's id
   */
  CommitRows(Connection snapshot, String sql, UUID organizationId) throws SQLException {
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

  ResultSet row() {
    return row;
  }

  boolean isOf(String commit) {
    return commitId.filter(commit::equals).isPresent();
  }

  /** Lower-case hexadecimal sorts as PostgreSQL sorts the ids themselves. */
  boolean isBefore(String commit) {
    return commitId.filter(id -> id.compareTo(commit) < 0).isPresent();
  }

  /** A sentence, where a row is left that belongs to none of the commits. */
  Optional<String> stray() {
    return commitId.map(id -> "rows belong to commit " + id + ", which does not exist");
  }

  @Override
  public void close() throws SQLException {
    row.close();
    statement.close();
  }
}
