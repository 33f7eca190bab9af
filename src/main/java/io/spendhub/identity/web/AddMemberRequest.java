package io.spendhub.identity.web;

import io.spendhub.identity.AddMember;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.Role;
import io.spendhub.identity.TeamId;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

record AddMemberRequest(@NotNull UUID userId, @NotNull Role role) {
  AddMember command(TeamId team) {
    return new AddMember(new MemberId(team.organizationId(), team.id(), userId), role);
  }
}
