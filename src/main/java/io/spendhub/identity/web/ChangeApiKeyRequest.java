package io.spendhub.identity.web;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ChangeApiKey;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

record ChangeApiKeyRequest(
    @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name) {
  ChangeApiKey command(ApiKeyId id, Optional<String> ifMatch) {
    return new ChangeApiKey(id, ifMatch, name.over(Optional.empty()));
  }
}
