package io.spendhub.vouchers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a holder is about to pay for.
 *
 * @param id the shop's name for it, under which vouchers are counted together
 * @param amount minor units before any voucher, at least 1
 * @param currency ISO 4217
 */
public record Order(
    Optional<String> id,
    long amount,
    String currency,
    List<Item> items,
    Map<String, String> metadata) {

  /**
   * One line of it.
   *
   * @param quantity at least 1
   * @param amount minor units of the whole line
   */
  public record Item(String sku, Optional<String> category, long quantity, Optional<Long> amount) {}
}
