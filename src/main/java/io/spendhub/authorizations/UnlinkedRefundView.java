package io.spendhub.authorizations;

import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A credit that belongs to no authorization, as the API shows it; the amount in minor units. */
public record UnlinkedRefundView(
    UUID id,
    UUID cardId,
    UUID walletId,
    long amount,
    String currency,
    Merchant merchant,
    Optional<Original> original,
    Optional<String> networkReference,
    Map<String, String> metadata,
    Optional<Instant> occurredAt,
    Instant createdAt) {}
