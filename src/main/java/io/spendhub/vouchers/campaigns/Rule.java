package io.spendhub.vouchers.campaigns;

import java.util.List;
import java.util.Optional;

/**
 * A condition of a campaign, or several under and, or, not. Exactly one of {@code all}, {@code
 * any}, {@code not} and {@code fact} is given.
 *
 * @param all every one must hold; at least one
 * @param any one must hold; at least one
 * @param not must not hold
 * @param fact what is looked at: {@code holder}, {@code shop}, {@code order.amount}, {@code
 *     order.currency}, {@code items.count} (the sum of quantities), {@code items.sku}, {@code
 *     items.category}, or {@code metadata.}, {@code order.metadata.}, {@code holder.metadata.} and
 *     a name; of several values, as items have, one is enough
 * @param atLeast a number; with {@code atMost} the only tests of {@code order.amount} and {@code
 *     items.count}, and not for other facts
 * @param oneOf texts, of which it must be one, exact in case
 * @param exists whether there must be a value, or must be none
 * @param message what a holder is told where it does not hold; the outermost message that is given
 *     wins
 */
public record Rule(
    Optional<List<Rule>> all,
    Optional<List<Rule>> any,
    Optional<Rule> not,
    Optional<String> fact,
    Optional<Long> atLeast,
    Optional<Long> atMost,
    Optional<List<String>> oneOf,
    Optional<Boolean> exists,
    Optional<String> message) {}
