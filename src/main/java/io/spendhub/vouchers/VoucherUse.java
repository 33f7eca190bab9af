package io.spendhub.vouchers;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody wants to use a voucher for.
 *
 * @param holder who uses it, as the organization names them
 * @param shop who takes it, as the organization names it
 * @param amount minor units to take from a balance, at least 1; as much as the order needs, or all,
 *     unless given
 */
public record VoucherUse(
    Optional<String> holder,
    Optional<String> shop,
    Optional<Order> order,
    OptionalLong amount,
    Map<String, String> metadata) {

  /** What is missing here as it stands in another. */
  public VoucherUse orElse(VoucherUse other) {
    return new VoucherUse(
        holder.or(other::holder),
        shop.or(other::shop),
        order.or(other::order),
        amount.isPresent() ? amount : other.amount,
        metadata.isEmpty() ? other.metadata : metadata);
  }
}
