package io.spendhub.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What {@code reference.sql} says that a file must come to, held against what the service made of
 * it. The reference reads the lines of the file by itself and shares no code with the service.
 */
final class Reference implements AutoCloseable {
  /** The limits of every card that the reference is written for, as arguments of a replay. */
  static final String[] LIMITS = {
    "--limit", "PER_AUTHORIZATION=40000", "--limit", "DAILY=50000", "--limit", "MONTHLY=200000"
  };

  private static final String PURCHASES =
      "create temporary table purchases (row_number integer, line text)";

  private static final String ANSWERED =
      """
      create temporary table answered as
      select (metadata ->> 'row')::integer as row_number,
        concat_ws(' ', decision, decline_code) as outcome, null::integer as refunded_row
      from authorizations.authorizations where organization_id = ?
      union all
      select (o.metadata ->> 'row')::integer, o.kind, (a.metadata ->> 'row')::integer
      from authorizations.operations o
      join authorizations.authorizations a
        on a.organization_id = o.organization_id and a.id = o.authorization_id
      where o.organization_id = ? and o.kind = 'REFUND'
      union all
      select (metadata ->> 'row')::integer, 'UNLINKED_REFUND', null
      from authorizations.unlinked_refunds where organization_id = ?
      """;
  private static final String DIFFERENCES =
      """
      select format('row %s: the reference says %s, the service %s', row_number,
        concat_ws(' of row ', e.outcome, e.refunded_row),
        concat_ws(' of row ', a.outcome, a.refunded_row))
      from expected e full join answered a using (row_number)
      where e.outcome is distinct from a.outcome
        or e.refunded_row is distinct from a.refunded_row
      order by row_number
      """;

  private final Connection connection;

  private Reference(Connection connection) {
    this.connection = connection;
  }

  /**
   * Works out what a file must come to.
   *
   * @param rows its lines after the header, of which none has a quoted value
   */
  static Reference of(List<String> rows) throws SQLException, IOException {
    Reference reference = new Reference(PostgresResource.connect());
    reference.run(PURCHASES);
    reference.load(rows);
    try (InputStream script = Reference.class.getResourceAsStream("reference.sql")) {
      reference.run(new String(Objects.requireNonNull(script).readAllBytes(), UTF_8));
    }
    return reference;
  }

  private void load(List<String> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into purchases select ordinality, line"
                + " from unnest(?::text[]) with ordinality as u (line, ordinality)")) {
      insert.setArray(1, connection.createArrayOf("text", rows.toArray()));
      insert.executeUpdate();
    }
  }

  /** Each row that the service answered otherwise, or not at all, or twice. */
  List<String> differences(UUID organizationId) throws SQLException {
    try (PreparedStatement answered = connection.prepareStatement(ANSWERED)) {
      for (int place = 1; place <= 3; place++) {
        answered.setObject(place, organizationId);
      }
      answered.executeUpdate();
    }
    List<String> differences = new ArrayList<>(texts(DIFFERENCES));
    differences.addAll(
        texts(
            "select format('row %s was answered more than once', row_number) from answered"
                + " group by row_number having count(*) > 1 order by row_number"));
    return differences;
  }

  /** How many rows have each outcome, by the reference. */
  Map<String, Long> outcomes() throws SQLException {
    Map<String, Long> outcomes = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select outcome, count(*) from expected group by outcome")) {
      while (row.next()) {
        outcomes.put(row.getString(1), row.getLong(2));
      }
    }
    return outcomes;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
