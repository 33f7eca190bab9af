package io.spendhub.limits.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The organization comes first, in the key as in every query. */
@Embeddable
public record SpendingLimitId(@Column(name = "organization_id") UUID organizationId, UUID id) {}
