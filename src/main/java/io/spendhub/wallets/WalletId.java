package io.spendhub.wallets;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names a wallet within its organization. */
@Embeddable
public record WalletId(UUID organizationId, UUID id) {}
