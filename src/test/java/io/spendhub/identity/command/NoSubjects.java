package io.spendhub.identity.command;

import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.Subjects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Nobody signs in. */
final class NoSubjects implements Subjects {
  @Override
  public List<Member> activeWith(String email, Optional<UUID> organizationId) {
    return List.of();
  }

  @Override
  public List<Member> boundTo(Subject subject, String email) {
    return List.of();
  }

  @Override
  public boolean bind(UserId user, Subject subject, Instant now) {
    return false;
  }

  @Override
  public Optional<Subject> of(UserId user) {
    return Optional.empty();
  }

  @Override
  public void forget(UserId user) {}
}
