package io.spendhub.cards;

import io.spendhub.limits.LimitSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Issues a card on a wallet to a user. */
public record IssueCard(
    UUID organizationId,
    UUID walletId,
    UUID holderId,
    CardType type,
    Optional<String> memo,
    CardDetails details,
    List<LimitSpec> limits,
    CardControls controls,
    Map<String, String> metadata,
    String requestId) {}
