package io.spendhub.platform.sql;

import static io.spendhub.platform.sql.Type.BOOL;
import static io.spendhub.platform.sql.Type.BYTEA;
import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.INT2;
import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.PAIRS;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.shared.Later;
import io.spendhub.testing.PostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class TableTest {
  private static final UUID ACME = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private enum Colour {
    RED,
    GREEN
  }

  private record Thing(
      UUID id,
      Optional<String> name,
      Colour colour,
      long amount,
      int count,
      boolean old,
      Optional<Instant> at,
      String bytes,
      Map<String, String> notes) {
    Thing with(Colour other, long more) {
      return new Thing(id, Optional.of("new"), other, more, 7, true, Optional.of(NOON), "", notes);
    }
  }

  private static final Table<Thing> THINGS =
      Table.<Thing>of("pg_temp.things")
          .key("id", UUID, Thing::id)
          .column("name", TEXT.orNull(), Thing::name)
          .changing("colour", CONSTANT, Thing::colour)
          .changing("amount", INT8, Thing::amount)
          .column("count", INT2, Thing::count)
          .later("old", BOOL, Thing::old)
          .column("at", TIMESTAMPTZ.orNull(), Thing::at)
          .column("bytes", BYTEA, thing -> HexFormat.of().parseHex(thing.bytes))
          .column("notes", PAIRS, Thing::notes);

  private static final Thing FULL =
      new Thing(
          new UUID(1, 1),
          Optional.of("a \"b\", {c} \\ d"),
          Colour.RED,
          Long.MAX_VALUE,
          3,
          false,
          Optional.of(NOON),
          "00ff5c",
          Map.of("k\"", "v,\\{}"));
  private static final Thing EMPTY =
      new Thing(
          new UUID(1, 2),
          Optional.empty(),
          Colour.GREEN,
          0,
          0,
          false,
          Optional.empty(),
          "",
          Map.of());

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  Primary primary;

  @Test
  void rows_come_back_as_they_went() {
    List<Thing> read =
        withTable(
            () -> {
              assertThat(primary.insert(THINGS, ACME, List.of(FULL, EMPTY))).isEqualTo(2);
              return things(ACME);
            });

    assertThat(read).containsExactly(FULL, EMPTY);
  }

  @Test
  void what_is_inserted_later_is_there_for_whatever_comes_next() {
    List<Thing> read =
        withTable(
            () -> {
              primary.insertLater(THINGS, ACME, List.of(FULL));
              primary.updateLater(THINGS, ACME, List.of(FULL.with(Colour.GREEN, 5)));
              assertThat(primary.insert(THINGS, ACME, List.of(EMPTY))).isOne();
              primary.updateLater(THINGS, ACME, List.of(EMPTY.with(Colour.RED, 1)));
              return things(ACME);
            });

    assertThat(read).extracting(Thing::colour).containsExactly(Colour.GREEN, Colour.RED);
  }

  @Test
  void reads_that_are_put_off_find_what_was_written_before_and_nothing_of_what_comes_after() {
    List<List<UUID>> read =
        withTable(
            () -> {
              Later<List<UUID>> none = idsLater(ACME);
              primary.insertLater(THINGS, ACME, List.of(FULL));
              Later<List<UUID>> one = idsLater(ACME);
              Later<List<UUID>> others = idsLater(OTHER);
              primary.insertLater(THINGS, ACME, List.of(EMPTY));
              return List.of(one.get(), none.get(), others.get(), idsLater(ACME).get());
            });

    assertThat(read)
        .containsExactly(List.of(FULL.id), List.of(), List.of(), List.of(FULL.id, EMPTY.id));
  }

  @Test
  void a_read_that_nobody_got_in_its_transaction_was_made_before_its_end() {
    Later<List<UUID>> read =
        withTable(
            () -> {
              primary.insertLater(THINGS, ACME, List.of(FULL));
              return idsLater(ACME);
            });

    assertThat(read.get()).containsExactly(FULL.id);
  }

  private Later<List<UUID>> idsLater(UUID organizationId) {
    return primary.listLater(
        "select id from things where organization_id = ? order by id",
        row -> row.uuid("id"),
        organizationId);
  }

  @Test
  void an_update_sets_what_changes_of_the_rows_it_is_given() {
    List<Thing> read =
        withTable(
            () -> {
              primary.insert(THINGS, ACME, List.of(FULL, EMPTY));
              primary.insert(THINGS, OTHER, List.of(EMPTY));
              assertThat(primary.update(THINGS, ACME, List.of(EMPTY.with(Colour.RED, 5)))).isOne();
              List<Thing> all = new ArrayList<>(things(ACME));
              all.addAll(things(OTHER));
              return all;
            });

    Thing changed =
        new Thing(
            EMPTY.id, Optional.empty(), Colour.RED, 5, 0, true, Optional.empty(), "", Map.of());
    assertThat(read).containsExactly(FULL, changed, EMPTY);
  }

  @Test
  void what_rows_have_in_common_is_told_once() {
    List<Instant> made =
        withTable(
            () -> {
              primary.insert(THINGS.with("made_at", TIMESTAMPTZ, NOON), ACME, List.of(FULL, EMPTY));
              primary.update(
                  THINGS.with("made_at", TIMESTAMPTZ, NOON.plusSeconds(1)), ACME, List.of(EMPTY));
              return primary.list(
                  "select made_at from pg_temp.things order by id", row -> row.instant("made_at"));
            });

    assertThat(made).containsExactly(NOON, NOON.plusSeconds(1));
  }

  @Test
  void a_clause_tells_what_becomes_of_a_row_that_is_there() {
    List<UUID> inserted =
        withTable(
            () -> {
              primary.insert(THINGS, ACME, List.of(FULL));
              return primary.insert(
                  THINGS,
                  ACME,
                  List.of(FULL, EMPTY),
                  "on conflict do nothing returning id",
                  row -> row.uuid("id"));
            });

    assertThat(inserted).containsExactly(EMPTY.id);
  }

  @Test
  void no_rows_are_no_statement() {
    Table<Thing> nowhere = Table.<Thing>of("pg_temp.nowhere").key("id", UUID, Thing::id);

    assertThat(primary.insert(nowhere, ACME, List.of())).isZero();
    assertThat(primary.update(nowhere, ACME, List.of())).isZero();
    assertThat(primary.insert(nowhere, ACME, List.of(), "returning id", row -> row)).isEmpty();
  }

  @Test
  void a_list_without_elements_is_of_the_type_that_is_wanted() {
    assertThat(primary.list("select 1 where ?::uuid = any (?)", row -> row, ACME, List.of()))
        .isEmpty();
    assertThat(primary.list("select 1 where 1::int8 = any (?)", row -> row, List.of())).isEmpty();
  }

  @Test
  void an_optional_without_a_value_is_null() {
    assertThat(
            primary.list(
                "select ?::timestamptz as at, ?::text as text",
                row -> List.of(row.instantIfAny("at"), row.textIfAny("text")),
                Optional.empty(),
                Optional.of("text")))
        .containsExactly(List.of(Optional.empty(), Optional.of("text")));
  }

  @Test
  void copied_rows_are_all_there_or_none_and_the_transaction_goes_on() {
    String copy = "copy pg_temp.things (organization_id, id, amount) from stdin";
    String one = ACME + "\t" + FULL.id + "\t5\n";
    String two = ACME + "\t" + EMPTY.id + "\t6\n";

    List<Long> amounts =
        withTable(
            () -> {
              assertThat(primary.copyIfUnique(copy, one.getBytes(US_ASCII))).isTrue();
              assertThat(primary.copyIfUnique(copy, (two + one).getBytes(US_ASCII))).isFalse();
              return primary.list("select amount from pg_temp.things", row -> row.number("amount"));
            });

    assertThat(amounts).containsExactly(5L);
  }

  private <T> T withTable(Supplier<T> test) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              primary.change(
                  """
                  create temporary table things (organization_id uuid, id uuid, name text,
                    colour text, amount int8, count int2, old bool not null default false,
                    at timestamptz, bytes bytea, notes json, made_at timestamptz,
                    primary key (organization_id, id)) on commit drop
                  """);
              return test.get();
            });
  }

  private List<Thing> things(UUID organizationId) {
    return primary.list(
        "select * from pg_temp.things where organization_id = ? order by id",
        row ->
            new Thing(
                row.uuid("id"),
                row.textIfAny("name"),
                row.constant("colour", Colour.class),
                row.number("amount"),
                Math.toIntExact(row.number("count")),
                row.bool("old"),
                row.instantIfAny("at"),
                HexFormat.of().formatHex(row.bytes("bytes")),
                row.pairs("notes")),
        organizationId);
  }
}
