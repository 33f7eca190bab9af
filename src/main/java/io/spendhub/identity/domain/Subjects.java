package io.spendhub.identity.domain;

import io.spendhub.identity.UserId;
import io.spendhub.shared.UserRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who signs in as which user: the accounts at the provider of sign-ins that users have. */
public interface Subjects {

  /** An account at a provider, which never means anybody else. */
  record Subject(String issuer, String id) {}

  /** An active user as whom somebody may sign in. */
  record Member(UserId id, String name, UserRole role) {}

  /**
   * The active users with an address, without regard to its case.
   *
   * @param organizationId where to look; everywhere if it is empty
   */
  List<Member> activeWith(String email, Optional<UUID> organizationId);

  /** Those of the active users with an address, everywhere, who sign in with this account. */
  List<Member> boundTo(Subject subject, String email);

  /**
   * The account that a user signs in with: this one from now on, if there is none yet.
   *
   * @return whether it is the first time
   */
  boolean bind(UserId user, Subject subject, Instant now);

  /** The account that a user signs in with. */
  Optional<Subject> of(UserId user);

  /** Lets another account sign in as a user. */
  void forget(UserId user);
}
