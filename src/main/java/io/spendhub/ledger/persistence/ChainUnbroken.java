package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Sealed commits are numbered from 1 without a gap, and each hash follows from the one before. */
@ApplicationScoped
class ChainUnbroken implements VerificationCheck {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String SEALED =
      """
      select number, digest, hash from ledger.commits
      where organization_id = ? and number is not null order by number
      """;

  @Override
  public String name() {
    return "chain_unbroken";
  }

  @Override
  public Finding run(Connection snapshot, UUID organizationId) throws SQLException {
    try (PreparedStatement statement = snapshot.prepareStatement(SEALED)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        return follow(row);
      }
    }
  }

  private static Finding follow(ResultSet row) throws SQLException {
    long length = 0;
    byte[] previous = CommitDigest.beforeFirst();
    while (row.next()) {
      length++;
      if (row.getLong(1) != length) {
        return broken(length, "commit number " + length + " is missing");
      }
      previous = CommitDigest.chain(previous, row.getBytes(2));
      if (!Arrays.equals(previous, row.getBytes(3))) {
        return broken(length, "the hash of commit number " + length + " does not follow");
      }
    }
    return new Finding(length, Optional.empty());
  }

  private static Finding broken(long figure, String difference) {
    return new Finding(figure, Optional.of(difference));
  }
}
