package io.spendhub.testing.api;

import io.spendhub.testing.PostgresResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the database holds, past the service. */
public final class Stored {
  /** One query for all tables that belong to organizations, whichever they are. */
  private static final String SUMMARIES =
      """
      select string_agg(format($$
        select %L, count(*) || ' ' || coalesce(md5(string_agg(row, '|' order by row)), '')
        from (select (to_jsonb(t) - 'number' - 'hash' - 'last_used_at')::text as row
              from %I.%I t where organization_id = '%s') rows
        $$, table_schema || '.' || table_name, table_schema, table_name, ?::uuid), ' union all ')
      from information_schema.columns
      where column_name = 'organization_id' and table_schema <> 'information_schema'
      """;

  /** One query for all tables of the service, whatever they hold. */
  private static final String SEARCHES =
      """
      select string_agg(format($$
        select %L where exists (select 1 from %I.%I t where position(%L in t::text) > 0)
        $$, table_schema || '.' || table_name, table_schema, table_name, ?), ' union all ')
      from information_schema.tables
      where table_type = 'BASE TABLE'
        and table_schema not in ('pg_catalog', 'information_schema')
      """;

  private Stored() {}

  /** The tables that hold a text anywhere in any row, of any organization. */
  public static List<String> everywhere(String text) {
    return texts(texts(SEARCHES, text).getFirst());
  }

  /**
   * Every row of an organization, told by the number of rows of each table and a hash of what they
   * hold. Numbers and hashes of commits and last uses of keys are left out: they are written in the
   * background.
   */
  public static Map<String, String> everythingOf(UUID organizationId) {
    String summaries = texts(SUMMARIES, organizationId).getFirst();
    try (Connection connection = PostgresResource.connect();
        PreparedStatement query = connection.prepareStatement(summaries);
        ResultSet row = query.executeQuery()) {
      Map<String, String> everything = new TreeMap<>();
      while (row.next()) {
        everything.put(row.getString(1), row.getString(2));
      }
      return everything;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The number that a query answers with. */
  public static long number(String sql, Object... parameters) {
    return Long.parseLong(texts(sql, parameters).getFirst());
  }

  /** The first column of what a query answers with. */
  public static List<String> texts(String sql, Object... parameters) {
    try (Connection connection = PostgresResource.connect();
        PreparedStatement query = prepare(connection, sql, parameters);
        ResultSet row = query.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Changes exactly one row. */
  public static void change(String sql, Object... parameters) {
    try (Connection connection = PostgresResource.connect();
        PreparedStatement change = prepare(connection, sql, parameters)) {
      int rows = change.executeUpdate();
      if (rows != 1) {
        throw new IllegalStateException(rows + " rows changed by " + sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
