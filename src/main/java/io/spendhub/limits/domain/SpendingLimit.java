package io.spendhub.limits.domain;

import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.LimitWindow;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One limit of a card or a wallet. What was spent against it is kept in counters, not here. */
@Entity
@Table(schema = "limits", name = "spending_limits")
public class SpendingLimit {
  @EmbeddedId private SpendingLimitId id;

  @Column(name = "owner_id")
  private UUID ownerId;

  @Enumerated(EnumType.STRING)
  @Column(name = "\"window\"")
  private LimitWindow window;

  private @Nullable Long amount;
  private @Nullable Long count;
  private String timezone;

  @Column(name = "week_start")
  private short weekStart;

  @Version private long version;

  @SuppressWarnings("NullAway") // filled in by the persistence provider
  protected SpendingLimit() {}

  /** A limit as stated by a specification that {@link LimitSpecs} found valid. */
  public SpendingLimit(SpendingLimitId id, UUID ownerId, LimitSpec spec, String defaultTimezone) {
    this.id = id;
    this.ownerId = ownerId;
    this.window = spec.window();
    this.amount = spec.amount();
    this.count = spec.count();
    this.timezone = spec.timezone() == null ? defaultTimezone : spec.timezone();
    DayOfWeek first = spec.weekStart() == null ? DayOfWeek.MONDAY : spec.weekStart();
    this.weekStart = (short) first.getValue();
  }

  /**
   * Takes over another amount and count, which keeps what was used.
   *
   * @return false if the specification means other windows, and so another limit
   */
  public boolean edit(LimitSpec spec, String defaultTimezone) {
    SpendingLimit wanted = new SpendingLimit(id, ownerId, spec, defaultTimezone);
    if (window != wanted.window
        || weekStart != wanted.weekStart
        || !timezone.equals(wanted.timezone)) {
      return false;
    }
    amount = wanted.amount;
    count = wanted.count;
    return true;
  }

  public UUID limitId() {
    return id.id();
  }

  public UUID ownerId() {
    return ownerId;
  }

  public LimitWindow window() {
    return window;
  }

  public OptionalLong amount() {
    return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
  }

  public OptionalLong count() {
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  public Instant windowStart(Instant at) {
    return calendar().start(window, at);
  }

  public LimitCalendar calendar() {
    return new LimitCalendar(ZoneId.of(timezone), DayOfWeek.of(weekStart));
  }

  /** This limit with its use in the window of an instant, as the API shows it. */
  public LimitUsageView view(LimitUsage usage, Instant at) {
    return new LimitUsageView(
        window,
        usage.amount(),
        usage.count(),
        usage.usedAmount(),
        usage.usedCount(),
        amount == null ? OptionalLong.empty() : OptionalLong.of(usage.remainingAmount()),
        count == null ? OptionalLong.empty() : OptionalLong.of(usage.remainingCount()),
        usage.beginning(),
        calendar().end(window, at),
        timezone);
  }

  /** This limit as its owner's resource shows it. */
  public LimitSpec spec() {
    boolean weekly = window == LimitWindow.WEEKLY;
    return new LimitSpec(window, amount, count, timezone, weekly ? DayOfWeek.of(weekStart) : null);
  }
}
