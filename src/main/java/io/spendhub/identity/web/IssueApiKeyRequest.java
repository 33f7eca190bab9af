package io.spendhub.identity.web;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.IssueApiKey;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.security.Caller;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record IssueApiKeyRequest(
    @NotNull @PlainText(max = 200) String name,
    @NotNull @Size(max = 100) List<@NotNull String> scopes,
    @Nullable Instant expiresAt) {
  IssueApiKey command(Caller issuer) {
    return new IssueApiKey(
        new ApiKeyId(issuer.organizationId(), issuer.apiKeyId()),
        name,
        scopes,
        Optional.ofNullable(expiresAt),
        issuer.scopes());
  }
}
