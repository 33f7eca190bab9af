package io.spendhub.wallets;

import io.spendhub.identity.OwnerType;
import io.spendhub.limits.LimitSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Opens a wallet for a team or a user.
 *
 * @param currency ISO 4217, for good
 */
public record OpenWallet(
    UUID organizationId,
    OwnerType ownerType,
    UUID ownerId,
    String name,
    String currency,
    List<LimitSpec> limits,
    Map<String, String> metadata,
    String requestId) {}
