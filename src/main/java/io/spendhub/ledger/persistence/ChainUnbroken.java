package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.RowCursor;
import io.spendhub.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Sealed commits are numbered from 1 without a gap, and each hash follows from the one before. */
@ApplicationScoped
class ChainUnbroken implements VerificationCheck {
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
  public Finding run(Snapshot snapshot, UUID organizationId) {
    try (RowCursor commits = snapshot.open(SEALED, organizationId)) {
      return follow(commits);
    }
  }

  private static Finding follow(RowCursor commits) {
    long length = 0;
    byte[] previous = CommitDigest.beforeFirst();
    while (commits.next()) {
      Row row = commits.row();
      length++;
      if (row.number("number") != length) {
        return broken(length, "commit number " + length + " is missing");
      }
      previous = CommitDigest.chain(previous, row.bytes("digest"));
      if (!Arrays.equals(previous, row.bytes("hash"))) {
        return broken(length, "the hash of commit number " + length + " does not follow");
      }
    }
    return new Finding(length, Optional.empty());
  }

  private static Finding broken(long figure, String difference) {
    return new Finding(figure, Optional.of(difference));
  }
}
