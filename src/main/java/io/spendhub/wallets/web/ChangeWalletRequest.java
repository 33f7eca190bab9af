package io.spendhub.wallets.web;

import io.spendhub.limits.LimitSpec;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.wallets.ChangeWallet;
import io.spendhub.wallets.WalletId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list of limits replaces the one before; null clears limits and metadata. */
record ChangeWalletRequest(
    @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name,
    @Schema(implementation = LimitSpec[].class) Patch<@Size(max = 6) List<LimitSpec>> limits,
    @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

  ChangeWallet command(WalletId id, Optional<String> ifMatch, String requestId) {
    return new ChangeWallet(
        id,
        ifMatch,
        name.over(Optional.empty()),
        limits.isPresent() ? Optional.of(limits.over(List.of())) : Optional.empty(),
        metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
        requestId);
  }
}
