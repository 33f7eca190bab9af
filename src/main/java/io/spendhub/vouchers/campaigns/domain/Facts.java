package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.vouchers.Order;
import java.util.Map;
import java.util.Optional;

/**
 * What is known when a voucher is tried, and what rules can look at.
 *
 * @param metadata of the call
 * @param holderMetadata of the holder, empty where it is unknown
 */
public record Facts(
    Optional<String> holder,
    Optional<String> shop,
    Optional<Order> order,
    Map<String, String> metadata,
    Map<String, String> holderMetadata) {}
