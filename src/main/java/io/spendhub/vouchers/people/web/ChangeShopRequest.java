package io.spendhub.vouchers.people.web;

import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.people.ChangeShop;
import io.spendhub.vouchers.people.ShopId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list replaces the one before; null makes the shop take vouchers of every campaign. */
record ChangeShopRequest(
    @Schema(implementation = String.class) Patch<@NotNull @PlainText String> name,
    @Schema(implementation = UUID[].class) Patch<@Size(max = 1000) List<@NotNull UUID>> accepts,
    @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

  ChangeShop command(ShopId id, Optional<String> ifMatch, String requestId) {
    return new ChangeShop(
        id,
        ifMatch,
        name.over(Optional.empty()),
        accepts.isPresent(),
        accepts.over(Optional.empty()),
        metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
        requestId);
  }
}
