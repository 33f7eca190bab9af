package io.spendhub.identity;

import java.util.UUID;

/** A user's place in a team, by which the API names a membership. */
public record MemberId(UUID organizationId, UUID teamId, UUID userId) {
  public TeamId team() {
    return new TeamId(organizationId, teamId);
  }

  public UserId user() {
    return new UserId(organizationId, userId);
  }
}
