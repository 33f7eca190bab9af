package io.spendhub.ledger.query;

import io.spendhub.testing.api.Stored;
import java.util.Set;
import java.util.UUID;

/**
 * One row changed behind the service's back.
 *
 * @param difference a regular expression for the sentence that must tell of it
 * @param also the other checks that the same row is compared by
 */
record Corruption(Runnable damage, Runnable repair, String difference, Set<String> also) {
  Corruption(Runnable damage, Runnable repair, String difference) {
    this(damage, repair, difference, Set.of());
  }

  /** Changes the row that two statements name, one way and back again. */
  static Corruption of(String damage, String repair, String difference, Object... parameters) {
    return new Corruption(
        () -> Stored.change(damage, parameters),
        () -> Stored.change(repair, parameters),
        difference);
  }

  /** Sets a column of a row to an SQL expression, and back to what it was. */
  static Corruption setting(String table, String column, String value, UUID id, String difference) {
    String before =
        Stored.texts("select " + column + "::text from " + table + " where id = ?", id).getFirst();
    String type =
        Stored.texts("select pg_typeof(" + column + ") from " + table + " where id = ?", id)
            .getFirst();
    String set = "update " + table + " set " + column + " = ";
    return new Corruption(
        () -> Stored.change(set + value + " where id = ?", id),
        () -> Stored.change(set + "?::" + type + " where id = ?", before, id),
        difference);
  }

  /** Deletes a row, and puts it back as it was. */
  static Corruption deleting(String table, String key, Object id, String difference) {
    String row =
        Stored.texts("select row_to_json(t) from " + table + " t where " + key + " = ?", id)
            .getFirst();
    return new Corruption(
        () -> Stored.change("delete from " + table + " where " + key + " = ?", id),
        () ->
            Stored.change(
                "insert into %1$s select * from json_populate_record(null::%1$s, ?::json)"
                    .formatted(table),
                row),
        difference);
  }

  Corruption alsoSeenBy(String... checks) {
    return new Corruption(damage, repair, difference, Set.of(checks));
  }
}
