package io.spendhub.platform.http.lists;

import io.spendhub.shared.Refusal;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of every list: {@code limit} from 1 to 200, 50 by default; {@code cursor}.
 */
public final class PageQuery {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAXIMUM_LIMIT = 200;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  /** Rows to show, 1 to 200. */
  public int limit() {
    return limit(Optional.ofNullable(limit));
  }

  /**
   * The limit that a parameter asks for, 50 unless given.
   *
   * @throws Refusal 400 unless it is a number from 1 to 200
   */
  public static int limit(Optional<String> asked) {
    try {
      int wanted = asked.map(Integer::parseInt).orElse(DEFAULT_LIMIT);
      if (wanted >= 1 && wanted <= MAXIMUM_LIMIT) {
        return wanted;
      }
    } catch (NumberFormatException notANumber) {
      // answered below, as any other value out of range
    }
    throw Refusal.invalidField("limit", "out_of_range", "limit must be a number from 1 to 200.");
  }

  /** Rows to read: one more than shown, which tells whether a next page exists. */
  public int fetch() {
    return limit() + 1;
  }

  /** The position after which a list in order of ids goes on. */
  public Optional<UUID> afterId() {
    return Optional.ofNullable(cursor).map(Cursor::decodeId);
  }

  /** The position after which a list in another order goes on, as that list encoded it. */
  public Optional<String> after() {
    return Optional.ofNullable(cursor).map(Cursor::decode);
  }
}
