package io.spendhub.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class SqlTest {
  private static final UUID ID = new UUID(1, 2);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @Inject Sql sql;

  private record Everything(
      UUID id, String text, Instant at, long number, boolean flag, List<String> texts) {}

  private enum Colour {
    RED
  }

  @Test
  void every_type_comes_back_as_it_went() {
    Optional<Everything> read =
        sql.query(
                "select ?::uuid as id, ?::text as text, ?::timestamptz as at, ?::bigint as number,"
                    + " ?::boolean as flag, ?::text[] as texts",
                ID,
                "text",
                NOON,
                Long.MAX_VALUE,
                true,
                List.of("a", "b,\"c"))
            .first(
                row ->
                    new Everything(
                        row.uuid("id"),
                        row.text("text"),
                        row.instant("at"),
                        row.number("number"),
                        row.bool("flag"),
                        row.texts("texts")));

    assertThat(read)
        .contains(new Everything(ID, "text", NOON, Long.MAX_VALUE, true, List.of("a", "b,\"c")));
  }

  @Test
  void an_array_of_ids_can_be_asked_for_and_read() {
    assertThat(
            sql.query("select ?::uuid[] as ids where ? = any(?)", List.of(ID), ID, List.of(ID))
                .list(row -> row.uuids("ids")))
        .containsExactly(List.of(ID));
  }

  @Test
  void a_constant_is_kept_by_its_name() {
    assertThat(
            sql.query("select ? as colour", Colour.RED)
                .list(r -> r.constant("colour", Colour.class)))
        .containsExactly(Colour.RED);
  }

  @Test
  void a_condition_without_a_value_is_left_out() {
    String numbers = "select n from generate_series(1, 5) n where n > ?";

    assertThat(
            sql.query(numbers, 1)
                .and("n < ?", Optional.of(4))
                .then("order by n desc limit ?", 9)
                .list(row -> row.number("n")))
        .containsExactly(3L, 2L);
    assertThat(
            sql.query(numbers, 1)
                .and("n < ?", Optional.empty())
                .then("order by n desc limit ?", 2)
                .list(row -> row.number("n")))
        .containsExactly(5L, 4L);
  }

  @Test
  void a_null_is_told_from_a_value() {
    assertThat(sql.query("select null::text as text").list(row -> row.textIfAny("text")))
        .containsExactly(Optional.empty());
    assertThatThrownBy(() -> sql.query("select null::text as text").list(row -> row.text("text")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_read_side_cannot_write() {
    assertThatThrownBy(
            () ->
                sql.query("insert into identity.organizations default values returning id")
                    .list(row -> row.uuid("id")))
        .isInstanceOf(DatabaseFailure.class)
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("read-only");
  }
}
