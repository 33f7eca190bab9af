package io.spendhub.identity;

import java.util.Optional;

/**
 * Changes what is present of a membership.
 *
 * @param ifMatch the version that the caller saw, as its If-Match header names it
 */
public record ChangeMember(MemberId id, Optional<String> ifMatch, Optional<Role> role) {}
