package io.spendhub.ledger.persistence;

import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.RowCursor;
import io.spendhub.platform.sql.Snapshot;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows in the order of their commits, of which one is current. The column {@code of} is the
 * commit's id as text. Read a few at a time, so that a check holds one commit in memory, however
 * many there are.
 */
final class CommitRows implements AutoCloseable {
  private final RowCursor rows;
  private Optional<String> commitId = Optional.empty();

  /**
   * @param sql takes the organization's id
   */
  CommitRows(Snapshot snapshot, String sql, UUID organizationId) {
    rows = snapshot.open(sql, organizationId);
    next();
  }

  void next() {
    commitId = rows.next() ? Optional.of(rows.row().text("of")) : Optional.empty();
  }

  boolean hasCurrent() {
    return commitId.isPresent();
  }

  String commitId() {
    return commitId.orElseThrow();
  }

  Row row() {
    return rows.row();
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
  public void close() {
    rows.close();
  }
}
