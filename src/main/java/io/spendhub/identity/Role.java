package io.spendhub.identity;

/** What a user is in a team. */
public enum Role {
  ADMIN,
  MEMBER
}
