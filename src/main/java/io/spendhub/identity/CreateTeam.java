package io.spendhub.identity;

import java.util.UUID;

/** Opens a team in an organization. */
public record CreateTeam(UUID organizationId, String name) {}
