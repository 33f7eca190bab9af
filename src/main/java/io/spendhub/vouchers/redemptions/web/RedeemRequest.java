package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.vouchers.redemptions.web.UseRequest.OrderRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record RedeemRequest(
    @NotNull @Size(min = 1, max = 64) String code,
    @PlainText @Nullable String holder,
    @PlainText @Nullable String shop,
    @Valid @Nullable OrderRequest order,
    @Amount @Nullable Long amount,
    @Nullable UUID walletId,
    @Nullable UUID reservationId,
    @Metadata @Nullable Map<String, String> metadata) {

  Redeem command(Optional<VoucherPlace> place) {
    return new Redeem(
        place,
        new UseRequest(holder, shop, order, amount, metadata).use(),
        Optional.ofNullable(walletId),
        Optional.ofNullable(reservationId));
  }
}
