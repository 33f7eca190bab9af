package io.spendhub.identity;

import java.util.Optional;

/**
 * Changes what is present of a user.
 *
 * @param ifMatch the version that the caller saw, as its If-Match header names it
 */
public record ChangeUser(
    UserId id,
    Optional<String> ifMatch,
    Optional<String> email,
    Optional<String> name,
    Optional<UserStatus> status) {}
