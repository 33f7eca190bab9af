package io.spendhub.identity;

import java.time.Instant;
import java.util.UUID;

/** An organization as the API shows it. */
public record OrganizationView(
    UUID id, String name, String timezone, String defaultCurrency, Instant createdAt) {}
