package io.spendhub.platform.security.people;

import io.spendhub.platform.security.Caller;
import java.util.Optional;
import java.util.UUID;

/** The port through which people are found; the context that keeps the users implements it. */
public interface PersonLookup {

  /**
   * A person who is who they say they are.
   *
   * @param issuer the provider that says so
   * @param subject who it is there
   * @param email verified by the provider
   * @param organizationId where they want to act; empty if they do not say
   */
  record SignIn(String issuer, String subject, String email, Optional<UUID> organizationId) {}

  /**
   * Finds the user that the person is, and keeps the person's account with the user the first time.
   * It reads the primary, and is called without a transaction, on a thread that may block.
   *
   * @throws io.spendhub.shared.Refusal 403 {@code no_such_member} or {@code subject_mismatch}; 400
   *     {@code organization_required} for whoever is in several and does not say in which
   */
  Caller find(SignIn signIn);
}
