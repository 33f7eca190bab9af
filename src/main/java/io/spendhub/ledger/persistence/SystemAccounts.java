package io.spendhub.ledger.persistence;

import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of system accounts, which never change once a guarded account in their currency exists.
 */
@ApplicationScoped
class SystemAccounts {
  private static final int REMEMBERED = 100_000;
  private static final String FIND =
      """
      select id from ledger.accounts
      where organization_id = ? and currency = ? and kind = ? and kind not in ('WALLET', 'CAMPAIGN')
      """;

  private record Name(UUID organizationId, SystemAccount account, String currency) {}

  private final Primary primary;
  private final Remembered<Name, UUID> ids = new Remembered<>(REMEMBERED);

  SystemAccounts(Primary primary) {
    this.primary = primary;
  }

  UUID id(UUID organizationId, SystemAccount account, String currency) {
    Name name = new Name(organizationId, account, currency);
    return ids.get(name, missing -> primary.read(connection -> read(connection, missing)))
        .orElseThrow(() -> new IllegalStateException("no system account " + name));
  }

  private static Optional<UUID> read(Connection connection, Name name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, name.organizationId());
      statement.setString(2, name.currency());
      statement.setString(3, name.account().name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }
}
