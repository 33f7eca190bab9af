package io.spendhub.replay.purchases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * One line of a purchase file: a purchase, or a refund where the amounts are negative.
 *
 * @param number from 1, in file order; part of the row's idempotency keys
 * @param billed what the card is charged, never zero
 * @param original what the merchant charged, of the same sign
 */
public record Purchase(
    int number,
    LocalDate date,
    String last4,
    String merchant,
    Amount original,
    Amount billed,
    String category,
    String directorate) {

  /** What stands for a blank directorate or category. */
  public static final String NONE = "(none)";

  public static final ZoneId ZONE = ZoneId.of("Europe/London");

  public boolean isPurchase() {
    return billed.minor() > 0;
  }

  public boolean isForeign() {
    return !original.currency().equals(billed.currency());
  }

  public Instant occurredAt() {
    return noonOf(date);
  }

  static Instant noonOf(LocalDate date) {
    return date.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
  }
}
