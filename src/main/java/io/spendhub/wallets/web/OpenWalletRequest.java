package io.spendhub.wallets.web;

import io.spendhub.identity.OwnerType;
import io.spendhub.limits.LimitSpec;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.wallets.OpenWallet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record OpenWalletRequest(
    @NotNull @Valid OwnerRequest owner,
    @NotNull @PlainText(max = 200) String name,
    @NotNull @CurrencyCode String currency,
    @Size(max = 6) @Nullable List<LimitSpec> limits,
    @Metadata @Nullable Map<String, String> metadata) {

  record OwnerRequest(@NotNull OwnerType type, @NotNull UUID id) {}

  OpenWallet command(UUID organizationId, String requestId) {
    return new OpenWallet(
        organizationId,
        owner.type(),
        owner.id(),
        name,
        currency,
        Optional.ofNullable(limits).orElse(List.of()),
        Optional.ofNullable(metadata).orElse(Map.of()),
        requestId);
  }
}
