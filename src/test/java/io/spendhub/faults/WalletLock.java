package io.spendhub.faults;

import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Wallet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** A wallet locked from outside, as by a service that stands still in a transaction. */
final class WalletLock implements AutoCloseable {
  private final Connection connection;

  private WalletLock(Connection connection) {
    this.connection = connection;
  }

  static WalletLock on(Wallet wallet) throws SQLException {
    Connection connection = PostgresResource.connect();
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from ledger.accounts where id = ? for update")) {
      lock.setObject(1, UUID.fromString(wallet.id()));
      lock.execute();
    }
    return new WalletLock(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
