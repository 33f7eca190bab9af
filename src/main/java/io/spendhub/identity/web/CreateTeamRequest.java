package io.spendhub.identity.web;

import io.spendhub.identity.CreateTeam;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

record CreateTeamRequest(@NotNull @PlainText(max = 200) String name) {
  CreateTeam command(UUID organizationId) {
    return new CreateTeam(organizationId, name);
  }
}
