package io.spendhub.identity.web;

import io.spendhub.identity.CreateUser;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

record CreateUserRequest(
    @NotNull @Email @PlainText(max = 254) String email,
    @NotNull @PlainText(max = 200) String name) {
  CreateUser command(UUID organizationId) {
    return new CreateUser(organizationId, email, name);
  }
}
