package io.spendhub.identity.web;

import io.spendhub.identity.ChangeMember;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.Role;
import io.spendhub.platform.http.json.Patch;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

record ChangeMemberRequest(@Schema(ref = "Role") Patch<@NotNull Role> role) {
  ChangeMember command(MemberId id, Optional<String> ifMatch) {
    return new ChangeMember(id, ifMatch, role.over(Optional.empty()));
  }
}
