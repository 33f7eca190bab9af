package io.spendhub.identity.web;

import io.spendhub.identity.ChangeTeam;
import io.spendhub.identity.TeamId;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

record ChangeTeamRequest(
    @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name) {
  ChangeTeam command(TeamId id, Optional<String> ifMatch) {
    return new ChangeTeam(id, ifMatch, name.over(Optional.empty()));
  }
}
