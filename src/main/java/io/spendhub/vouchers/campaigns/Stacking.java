package io.spendhub.vouchers.campaigns;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether vouchers of a campaign go together with others on one order. Two do if both are stackable
 * and do not name the same group.
 *
 * @param group of which an order takes one
 * @param maxPerOrder how many vouchers the order may have in all, at least 1
 */
public record Stacking(boolean stackable, Optional<String> group, OptionalInt maxPerOrder) {
  public static final Stacking ALONE = new Stacking(false, Optional.empty(), OptionalInt.empty());
}
