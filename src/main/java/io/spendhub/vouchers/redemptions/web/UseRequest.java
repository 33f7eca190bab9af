package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.web.TermsRequests;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a voucher shall be used for. */
record UseRequest(
    @PlainText @Nullable String holder,
    @PlainText @Nullable String shop,
    @Valid @Nullable OrderRequest order,
    @Amount @Nullable Long amount,
    @Metadata @Nullable Map<String, String> metadata) {

  record OrderRequest(
      @PlainText @Nullable String id,
      @NotNull @Amount Long amount,
      @NotNull @CurrencyCode String currency,
      @Size(max = 200) @Nullable List<@NotNull @Valid ItemRequest> items,
      @Metadata @Nullable Map<String, String> metadata) {
    Order order() {
      return new Order(
          Optional.ofNullable(id),
          amount,
          currency,
          Optional.ofNullable(items).orElse(List.of()).stream().map(ItemRequest::item).toList(),
          Optional.ofNullable(metadata).orElse(Map.of()));
    }
  }

  record ItemRequest(
      @NotNull @PlainText(max = 100) String sku,
      @PlainText(max = 100) @Nullable String category,
      @Min(1) @Max(1_000_000) @Nullable Long quantity,
      @Min(0) @Nullable Long amount) {
    Order.Item item() {
      return new Order.Item(
          sku,
          Optional.ofNullable(category),
          quantity == null ? 1 : quantity,
          Optional.ofNullable(amount));
    }
  }

  VoucherUse use() {
    return new VoucherUse(
        Optional.ofNullable(holder),
        Optional.ofNullable(shop),
        Optional.ofNullable(order).map(OrderRequest::order),
        TermsRequests.number(amount),
        Optional.ofNullable(metadata).orElse(Map.of()));
  }
}
