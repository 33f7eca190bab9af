package io.spendhub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/** A limit and what was already spent in its window: nothing, unless said. */
public record GivenLimit(
    LimitWindow window, OptionalLong amount, OptionalLong count, long usedAmount, long usedCount) {

  public static final Instant WINDOW_START = Instant.parse("2026-03-02T00:00:00Z");

  /** A limit that bounds nothing until it is told an amount or a count. */
  public static GivenLimit aLimit(LimitWindow window) {
    return new GivenLimit(window, OptionalLong.empty(), OptionalLong.empty(), 0, 0);
  }

  public GivenLimit of(Price most) {
    return new GivenLimit(window, OptionalLong.of(most.amount()), count, usedAmount, usedCount);
  }

  public GivenLimit ofPurchases(long most) {
    return new GivenLimit(window, amount, OptionalLong.of(most), usedAmount, usedCount);
  }

  /** Spending that counts already. */
  public GivenLimit after(Price spent, long purchases) {
    return new GivenLimit(window, amount, count, spent.amount(), purchases);
  }

  /** The limit as decisions see it. */
  public LimitUsage usage(UUID ownerId) {
    return new LimitUsage(
        UUID.nameUUIDFromBytes((ownerId + window.name()).getBytes(UTF_8)),
        ownerId,
        window,
        amount,
        count,
        WINDOW_START,
        usedAmount,
        usedCount);
  }
}
