package io.spendhub.platform.security.people;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token says that was found to be genuine.
 *
 * @param email empty if the provider has none, or has not verified it
 * @param expiresAt the first instant at which it works no longer, with what clocks may differ
 */
record AccessToken(String issuer, String subject, Optional<String> email, Instant expiresAt) {}
