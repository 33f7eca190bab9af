package io.spendhub.vouchers.people.web;

import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.people.command.ShopService.NewShop;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record ShopRequest(
    @NotNull @PlainText String name,
    @Size(max = 1000) @Nullable List<@NotNull UUID> accepts,
    @Metadata @Nullable Map<String, String> metadata) {

  NewShop command(UUID organizationId, String requestId) {
    return new NewShop(
        organizationId,
        name,
        Optional.ofNullable(accepts),
        Optional.ofNullable(metadata).orElse(Map.of()),
        requestId);
  }
}
