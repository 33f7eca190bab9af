package io.spendhub.identity;

/** DELETED is final; the team stays readable. */
public enum TeamStatus {
  ACTIVE,
  DELETED
}
