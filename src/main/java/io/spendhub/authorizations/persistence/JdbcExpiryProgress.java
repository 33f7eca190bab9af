package io.spendhub.authorizations.persistence;

import io.spendhub.authorizations.domain.ExpiryProgress;
import io.spendhub.platform.database.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

@ApplicationScoped
class JdbcExpiryProgress implements ExpiryProgress {
  private static final String LOCK =
      "select done_up_to from authorizations.expiry_progress for update skip locked";
  private static final String ADVANCE =
      "update authorizations.expiry_progress set done_up_to = greatest(done_up_to, ?)";

  private final Primary primary;

  JdbcExpiryProgress(Primary primary) {
    this.primary = primary;
  }

  @Override
  public Optional<Instant> lock() {
    return primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(LOCK);
              ResultSet row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                : Optional.empty();
          }
        });
  }

  @Override
  public void doneUpTo(Instant end) {
    primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setObject(1, end.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
          }
        });
  }
}
