package io.spendhub.platform.security;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that is not revoked.
 *
 * @param caller who calls with it
 * @param name what it is called
 * @param expiresAt the first instant at which it works no longer, if it ever expires
 */
public record KnownKey(Caller caller, String name, Optional<Instant> expiresAt) {
  boolean worksAt(Instant now) {
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }
}
