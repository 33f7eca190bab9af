package io.spendhub.identity;

import java.util.UUID;

/**
 * A user or team that may own something.
 *
 * @param active whether it may be given anything new; a deleted one, or an inactive user, may not
 */
public record Owner(OwnerType type, UUID id, boolean active) {}
