package io.spendhub.vouchers.bulk.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Rows;
import io.spendhub.vouchers.bulk.domain.NewVouchers;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/** By COPY, which is as fast as it gets, unless one of the codes is taken. */
@ApplicationScoped
class JdbcNewVouchers implements NewVouchers {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int BYTES_OF_A_ROW = 200;
  private static final String COPY =
      """
      copy vouchers.vouchers
        (organization_id, id, campaign_id, code, code_key, amount, balance, created_at)
      from stdin
      """;
  private static final String INSERT =
      """
      insert into vouchers.vouchers
        (organization_id, id, campaign_id, code, code_key, amount, balance, created_at)
      select ?, u.id, ?, u.code, u.code_key, ?, ?, ?::timestamptz
      from unnest(?, ?, ?) as u (id, code, code_key)
      on conflict (organization_id, code_key) do nothing
      returning id
      """;

  private final Primary primary;

  JdbcNewVouchers(Primary primary) {
    this.primary = primary;
  }

  @Override
  public Set<Long> add(Alike alike, List<Coded> vouchers) {
    return primary.with(connection -> add(connection, alike, vouchers));
  }

  private static Set<Long> add(Connection connection, Alike alike, List<Coded> vouchers)
      throws SQLException {
    try (Statement savepoint = connection.createStatement()) {
      savepoint.execute("savepoint before_copy");
      try {
        copy(connection, alike, vouchers);
        savepoint.execute("release savepoint before_copy");
        return Set.of();
      } catch (SQLException failure) {
        if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
          throw failure;
        }
        savepoint.execute("rollback to savepoint before_copy");
        return insertFree(connection, alike, vouchers);
      }
    }
  }

  private static void copy(Connection connection, Alike alike, List<Coded> vouchers)
      throws SQLException {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(COPY, new ByteArrayInputStream(text(alike, vouchers)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The text format of COPY; nothing in these columns needs to be escaped. */
  private static byte[] text(Alike alike, List<Coded> vouchers) {
    String before = alike.organizationId() + "\t";
    String campaign = "\t" + alike.campaignId() + "\t";
    String after = "\t" + alike.amount() + "\t" + alike.amount() + "\t" + alike.createdAt() + "\n";
    StringBuilder rows = new StringBuilder(vouchers.size() * BYTES_OF_A_ROW);
    for (Coded voucher : vouchers) {
      rows.append(before)
          .append(voucher.id())
          .append(campaign)
          .append(voucher.code().orElse("\\N"))
          .append('\t')
          .append(voucher.codeKey())
          .append(after);
    }
    return rows.toString().getBytes(US_ASCII);
  }

  private static Set<Long> insertFree(Connection connection, Alike alike, List<Coded> vouchers)
      throws SQLException {
    Set<Object> added = new HashSet<>();
    Rows rows = new Rows("uuid", "text", "text");
    vouchers.forEach(
        voucher -> rows.add(voucher.id(), voucher.code().orElse(null), voucher.codeKey()));
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, alike.organizationId());
      insert.setObject(2, alike.campaignId());
      insert.setLong(3, alike.amount());
      insert.setLong(4, alike.amount());
      insert.setString(5, alike.createdAt().toString());
      rows.bind(connection, insert, 6);
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          added.add(row.getObject(1));
        }
      }
    }
    Set<Long> taken = new HashSet<>();
    vouchers.stream()
        .filter(voucher -> !added.contains(voucher.id()))
        .forEach(voucher -> taken.add(voucher.index()));
    return taken;
  }
}
