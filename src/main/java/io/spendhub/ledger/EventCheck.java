package io.spendhub.ledger;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A check that rows still say what the events of their commands said. Events are digested into
 * their commits and rows are not: so what was changed, deleted or made up in a table is seen here.
 */
public final class EventCheck {
  private EventCheck() {}

  /**
   * Makes such a check.
   *
   * @param name of the check
   * @param thing what a row is, for people
   * @param rows a query for {@code id} and the fields of each row
   * @param events a query for the same of what the events told, at most once for each id; both
   *     queries take the organization's id for each of their parameters
   * @param fields what is compared, as both queries name it
   */
  public static SqlCheck of(
      String name, String thing, String rows, String events, List<String> fields) {
    String differences =
        """
        select coalesce(r.id, e.id), format('%1$s %%s: %%s', coalesce(r.id, e.id),
          case when r.id is null then 'it is not there, but its events tell of it'
               when e.id is null then 'it is there, but no event tells of it'
               else 'its events tell another ' || concat_ws(', ', %2$s) end)
        from (%3$s) r full join (%4$s) e on e.id = r.id
        where r.id is null or e.id is null or (%5$s) is distinct from (%6$s)
        """
            .formatted(
                thing,
                joined(fields, "case when r.\"%1$s\" is distinct from e.\"%1$s\" then '%1$s' end"),
                rows,
                events,
                joined(fields, "r.\"%s\""),
                joined(fields, "e.\"%s\""));
    return new SqlCheck(name, "select count(*) from (" + rows + ") r", differences);
  }

  private static String joined(List<String> fields, String form) {
    return fields.stream().map(form::formatted).collect(Collectors.joining(", "));
  }
}
