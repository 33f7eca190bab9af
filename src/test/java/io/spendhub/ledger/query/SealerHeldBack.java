package io.spendhub.ledger.query;

import io.spendhub.testing.PostgresResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Another session that holds the lock of the sealer, so that nothing is sealed until it ends. */
final class SealerHeldBack implements AutoCloseable {
  private static final long SEALING_LOCK = 0x5370_656E_6448_7562L;

  private final Connection session;

  SealerHeldBack() throws SQLException {
    session = PostgresResource.connect();
    try (Statement statement = session.createStatement()) {
      statement.execute("select pg_advisory_lock(" + SEALING_LOCK + ")");
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
