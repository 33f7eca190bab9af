package io.spendhub.identity;

/** Only an ACTIVE user may hold cards that work. DELETED is final; the user stays readable. */
public enum UserStatus {
  ACTIVE,
  INACTIVE,
  DELETED
}
