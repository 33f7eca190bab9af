package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.redemptions.VoucherCommand.Reserve;
import io.spendhub.vouchers.redemptions.web.UseRequest.OrderRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code keepForSeconds}: 15 minutes unless given, at most a week. */
record ReserveRequest(
    @NotNull @Size(min = 1, max = 64) String code,
    @PlainText @Nullable String holder,
    @PlainText @Nullable String shop,
    @Valid @Nullable OrderRequest order,
    @Amount @Nullable Long amount,
    @Min(1) @Max(604_800) @Nullable Long keepForSeconds,
    @Metadata @Nullable Map<String, String> metadata) {
  private static final Duration USUAL = Duration.ofMinutes(15);

  Reserve command(Optional<VoucherPlace> place) {
    return new Reserve(
        place,
        new UseRequest(holder, shop, order, amount, metadata).use(),
        keepForSeconds == null ? USUAL : Duration.ofSeconds(keepForSeconds));
  }
}
