package io.spendhub.platform.http.lists;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins, or null on the last page
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

  /**
   * Makes a page of rows that were read with one more than the limit, to see whether more follow.
   *
   * @param position what the next page continues after: the keyset of the last row shown
   */
  public static <T> Page<T> of(List<T> rows, PageQuery query, Function<T, String> position) {
    if (rows.size() <= query.limit()) {
      return new Page<>(rows, null);
    }
    List<T> shown = rows.subList(0, query.limit());
    return new Page<>(List.copyOf(shown), Cursor.encode(position.apply(shown.getLast())));
  }
}
