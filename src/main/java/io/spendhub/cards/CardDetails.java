package io.spendhub.cards;

import java.time.YearMonth;
import java.util.Optional;

/**
 * How a card is known outside. A number is told once and never kept; where the processor keeps it,
 * its last four digits and the processor's name for the card are told instead.
 *
 * @param number 13 to 19 digits that pass Luhn
 * @param expiry the last month in which the card may be used
 * @param tokenRef the processor's name for the card, unique in the organization
 */
public record CardDetails(
    Optional<String> number,
    Optional<YearMonth> expiry,
    Optional<String> last4,
    Optional<String> tokenRef) {
  /** Without the number, so that no log line can hold it. */
  @Override
  public String toString() {
    return "CardDetails[last4=" + last4 + "]";
  }
}
