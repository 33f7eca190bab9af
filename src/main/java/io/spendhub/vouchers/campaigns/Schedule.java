package io.spendhub.vouchers.campaigns;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When a campaign's vouchers can be used.
 *
 * @param startsAt included
 * @param endsAt excluded; what vouchers still carry then is given back
 * @param timezone IANA name, in which weekdays, hours and periods are told
 * @param weekdays all of them if empty
 * @param hours the whole day unless given
 * @param validFor how long a voucher can be used from its publication
 */
public record Schedule(
    Optional<Instant> startsAt,
    Optional<Instant> endsAt,
    String timezone,
    Set<DayOfWeek> weekdays,
    Optional<Hours> hours,
    Optional<Period> validFor) {

  /**
   * Hours of a day.
   *
   * @param from included
   * @param to excluded; at or before {@code from} they run past midnight and belong to the weekday
   *     on which they began
   */
  public record Hours(LocalTime from, LocalTime to) {
    private static final Hours WHOLE_DAY = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  }

  /** Whether its end has come. */
  public boolean isOver(Instant at) {
    return endsAt.filter(end -> !at.isBefore(end)).isPresent();
  }

  /** 409 {@code campaign_over}. */
  public void requireNotOver(Instant at) {
    if (isOver(at)) {
      throw Refusal.conflict("campaign_over", "The campaign's schedule has come to its end.");
    }
  }

  /** Whether weekday and hours permit it; what {@code startsAt} and {@code endsAt} say is apart. */
  public boolean permitsTime(Instant at) {
    Set<DayOfWeek> days = weekdays.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : weekdays;
    Hours time = hours.orElse(Hours.WHOLE_DAY);
    return new WeeklyHours(days, time.from(), time.to(), timezone).permits(at);
  }

  /**
   * When a voucher that is published then is valid no longer, for itself; empty if only the
   * campaign's end ends it. Days and months are those of the calendar in the timezone, so a day on
   * which the clock changes may have 23 or 25 hours.
   */
  public Optional<Instant> expiryOf(Instant publishedAt) {
    ZonedDateTime published = publishedAt.atZone(ZoneId.of(timezone));
    return validFor
        .map(period -> published.toLocalDateTime().plus(period))
        .map(end -> ZonedDateTime.ofLocal(end, published.getZone(), published.getOffset()))
        .map(ZonedDateTime::toInstant);
  }
}
