package io.spendhub.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.spendhub.platform.connections.ConnectionShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The read side: SQL straight into the records that the API answers with, on the datasource that
 * may be a replica. Never part of a transaction.
 *
 * <pre>{@code
 * sql.query("select id, name from identity.teams where organization_id = ?", organizationId)
 *     .and("id < ?", page.afterId())
 *     .then("order by id desc limit ?", page.fetch())
 *     .list(row -> new TeamView(row.uuid("id"), row.text("name")));
 * }</pre>
 */
@ApplicationScoped
public class Sql {
  private final AgroalDataSource source;
  private final JsonText json;
  private final ConnectionShares shares;

  Sql(@DataSource("read") AgroalDataSource source, JsonText json, ConnectionShares shares) {
    this.source = source;
    this.json = json;
    this.shares = shares;
  }

  /**
   * Begins a query that ends in a {@code where} clause.
   *
   * @param values for the question marks: UUID, String, Instant, Boolean, numbers, constants, an
   *     Optional of one, or a List of UUIDs, Strings, Longs or Instants for {@code = any(?)} or
   *     {@code unnest(?)}
   */
  public Query query(String select, Object... values) {
    return new Query(select, values);
  }

  /** A query that grows by the conditions that were asked for; all text in it is the program's. */
  public final class Query {
    private final StringBuilder text;
    private final List<Object> values;

    private Query(String select, Object... values) {
      this.text = new StringBuilder(select);
      this.values = new ArrayList<>(List.of(values));
    }

    /** A further condition with one question mark, left out where there is no value for it. */
    public Query and(String condition, Optional<?> value) {
      value.ifPresent(present -> then("and " + condition, present));
      return this;
    }

    /** What follows the conditions, such as order and limit. */
    public Query then(String clause, Object... more) {
      text.append(' ').append(clause);
      values.addAll(List.of(more));
      return this;
    }

    public <T> List<T> list(Function<Row, T> record) {
      try (var _ = shares.forRead()) {
        return Reading.on(
            source, connection -> Row.list(connection, json, text.toString(), values, record));
      } catch (SQLException failure) {
        throw new DatabaseFailure(failure);
      }
    }

    public <T> Optional<T> first(Function<Row, T> record) {
      return list(record).stream().findFirst();
    }
  }
}
