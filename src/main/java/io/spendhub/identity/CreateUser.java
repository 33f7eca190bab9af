package io.spendhub.identity;

import java.util.UUID;

/** Adds a person to an organization. */
public record CreateUser(UUID organizationId, String email, String name) {}
