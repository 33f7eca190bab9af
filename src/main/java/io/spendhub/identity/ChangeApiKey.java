package io.spendhub.identity;

import java.util.Optional;

/**
 * Changes what is present of a key.
 *
 * @param ifMatch the version that the caller saw, as its If-Match header names it
 */
public record ChangeApiKey(ApiKeyId id, Optional<String> ifMatch, Optional<String> name) {}
