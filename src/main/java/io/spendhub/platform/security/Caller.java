package io.spendhub.platform.security;

import java.util.Set;
import java.util.UUID;

/**
 * The authenticated caller of a request.
 *
 * @param organizationId the tenant; every query of the request is bound to it
 * @param apiKeyId the key that was used
 * @param scopes such as {@code wallets:read} or {@code authorizations:import}
 */
public record Caller(UUID organizationId, UUID apiKeyId, Set<String> scopes) {
  public boolean has(String scope) {
    return scopes.contains(scope);
  }
}
