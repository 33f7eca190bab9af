package io.spendhub.wallets;

import io.spendhub.limits.LimitSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes what is present of a wallet, if it still has the version that the caller saw.
 *
 * @param ifMatch the entity tags that the caller sent
 */
public record ChangeWallet(
    WalletId id,
    Optional<String> ifMatch,
    Optional<String> name,
    Optional<List<LimitSpec>> limits,
    Optional<Map<String, String>> metadata,
    String requestId) {}
