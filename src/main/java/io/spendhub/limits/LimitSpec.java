package io.spendhub.limits;

import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/**
 * A limit as a caller states it, at most one per window and owner.
 *
 * @param amount minor units in the wallet's currency, at least 0
 * @param count number of authorizations, at least 0; not for {@code PER_AUTHORIZATION}
 * @param timezone IANA name; the organization's unless given
 * @param weekStart first day of a week, Monday unless given
 */
public record LimitSpec(
    LimitWindow window,
    @Nullable Long amount,
    @Nullable Long count,
    @Nullable String timezone,
    @Nullable DayOfWeek weekStart) {}
