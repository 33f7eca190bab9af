package io.spendhub.wallets;

import java.util.UUID;

/** What decisions about spending need of a wallet beside its balance. */
public record WalletState(UUID id, WalletStatus status, String currency) {}
