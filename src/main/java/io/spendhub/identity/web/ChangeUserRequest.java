package io.spendhub.identity.web;

import io.spendhub.identity.ChangeUser;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

record ChangeUserRequest(
    @Schema(implementation = String.class)
        Patch<@NotNull @Email @PlainText(max = 254) String> email,
    @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name,
    @Schema(ref = "UserStatus") Patch<@NotNull UserStatus> status) {
  ChangeUser command(UserId id, Optional<String> ifMatch) {
    return new ChangeUser(
        id,
        ifMatch,
        email.over(Optional.empty()),
        name.over(Optional.empty()),
        status.over(Optional.empty()));
  }
}
