package io.spendhub.identity;

import java.util.Optional;

/**
 * Changes what is present of a team.
 *
 * @param ifMatch the version that the caller saw, as its If-Match header names it
 */
public record ChangeTeam(TeamId id, Optional<String> ifMatch, Optional<String> name) {}
