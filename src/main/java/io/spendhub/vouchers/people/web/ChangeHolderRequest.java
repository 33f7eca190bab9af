package io.spendhub.vouchers.people.web;

import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.people.ChangeHolder;
import io.spendhub.vouchers.people.HolderId;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

record ChangeHolderRequest(
    @Schema(implementation = String.class) Patch<@NotNull @PlainText String> name,
    @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

  ChangeHolder command(HolderId id, Optional<String> ifMatch) {
    return new ChangeHolder(
        id,
        ifMatch,
        name.over(Optional.empty()),
        metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty());
  }
}
