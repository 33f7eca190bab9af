package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.domain.CommitChain;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcCommitChain implements CommitChain {
  /** Any constant will do, so long as nothing else in the database takes the same lock. */
  private static final long SEALING_LOCK = 0x5370_656E_6448_7562L;

  private static final String LOCK = "select pg_try_advisory_xact_lock(?)";

  /** Goes from organization to organization, and not through all that waits to be sealed. */
  private static final String ORGANIZATIONS =
      """
      with recursive organizations (id) as (
        (select organization_id from ledger.commits where number is null
         order by organization_id, at, id limit 1)
        union all
        select (select c.organization_id from ledger.commits c
                where c.number is null and c.organization_id > o.id
                order by c.organization_id, c.at, c.id limit 1)
        from organizations o where o.id is not null)
      select id from organizations where id is not null
      """;

  private static final String HEAD =
      """
      select number, hash from ledger.commits
      where organization_id = ? and number is not null order by number desc limit 1
      """;
  private static final String UNSEALED =
      """
      select id, digest from ledger.commits
      where organization_id = ? and number is null order by at, id limit ?
      """;
  private static final String SEAL =
      """
      update ledger.commits c set number = s.number, hash = s.hash
      from (select ?::uuid as organization_id, u.*
            from unnest(?, ?, ?) as u (id, number, hash)) s
      where c.organization_id = s.organization_id and c.id = s.id
      """;

  private final Primary primary;

  JdbcCommitChain(Primary primary) {
    this.primary = primary;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Head(long number, byte[] hash) {}

  @Override
  public List<UUID> organizationsWithUnsealed() {
    return primary.with(
        connection -> {
          List<UUID> organizations = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(ORGANIZATIONS);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              organizations.add(row.getObject(1, UUID.class));
            }
          }
          return organizations;
        });
  }

  @Override
  public Optional<ChainHead> head(UUID organizationId) {
    return primary
        .with(connection -> lastSealed(connection, organizationId))
        .map(head -> new ChainHead(head.number, HexFormat.of().formatHex(head.hash)));
  }

  @Override
  public int seal(UUID organizationId, int atMost) {
    return primary.with(
        connection -> locked(connection) ? seal(connection, organizationId, atMost) : 0);
  }

  private static boolean locked(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setLong(1, SEALING_LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static int seal(Connection connection, UUID organizationId, int atMost)
      throws SQLException {
    Head head =
        lastSealed(connection, organizationId)
            .orElseGet(() -> new Head(0, CommitDigest.beforeFirst()));
    Rows sealed = new Rows("uuid", "int8", "bytea");
    try (PreparedStatement statement = connection.prepareStatement(UNSEALED)) {
      statement.setObject(1, organizationId);
      statement.setInt(2, atMost);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          head = new Head(head.number + 1, CommitDigest.chain(head.hash, row.getBytes(2)));
          sealed.add(row.getObject(1, UUID.class), head.number, head.hash);
        }
      }
    }
    return sealed.execute(connection, SEAL, organizationId);
  }

  private static Optional<Head> lastSealed(Connection connection, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HEAD)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Head(row.getLong(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }
}
