package io.spendhub.identity.domain;

import io.spendhub.identity.MemberId;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names the row of a membership; the API names it by its team and user, {@link MemberId}. */
@Embeddable
public record MembershipId(UUID organizationId, UUID id) {}
